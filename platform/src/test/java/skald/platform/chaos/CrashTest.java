package skald.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import skald.orders.SagaStyle;
import skald.platform.client.Time;

/**
 * A Skald of its own is killed in the middle of its orders, at moments that a seed chooses: -Dskald.seed=… chooses the same
 * ones again. The long version is {@code ./skald chaos}.
 */
class CrashTest {
    private static final int ORDERS = 500;
    /** Fewer, since the same runtime carries them. */
    private static final int ORDERS_WITHOUT_COORDINATOR = 200;

    private static final int SEEDS = 1_000_000_000;

    @Test
    void kill_9_of_everything_three_times_and_of_postgresql_twice_in_500_orders_loses_doubles_and_forgets_none()
            throws Exception {
        Target inCommits = Target.possible().contains(Target.BACKENDS) ? Target.BACKENDS : Target.POSTGRES;
        survives(
                SagaStyle.ORCHESTRATION,
                ORDERS,
                List.of(Target.EVERYTHING, Target.PROCESS, Target.EVERYTHING, Target.POSTGRES, inCommits));
    }

    @Test
    void without_a_coordinator_it_is_the_same() throws Exception {
        survives(
                SagaStyle.CHOREOGRAPHY,
                ORDERS_WITHOUT_COORDINATOR,
                List.of(Target.EVERYTHING, Target.PROCESS, Target.EVERYTHING));
    }

    private static void survives(SagaStyle style, int orders, List<Target> targets) throws InterruptedException {
        long seed = Long.getLong("skald.seed", RandomGenerator.getDefault().nextInt(SEEDS));
        IO.println("Seed " + seed);
        Chaos chaos = new Chaos(seed, orders, targets.size(), targets, style, Time.ofThisMachine(), IO::println);

        ChaosReport report = chaos.run();

        assertThat(report.findings())
                .as("%s%nor this test with -Dskald.seed=%d", report, seed)
                .isEmpty();
        assertThat(report.acknowledged()).isEqualTo(orders);
        assertThat(report.kills()).isEqualTo(targets.size());
    }
}
