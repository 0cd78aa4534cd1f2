package skald.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import skald.platform.client.Time;

/**
 * A Skald of its own is killed in the middle of its orders, at moments that a seed chooses: -Dskald.seed=… chooses the same
 * ones again. The long version is {@code ./skald chaos}.
 */
class CrashTest {
    private static final int ORDERS = 500;
    private static final int SEEDS = 1_000_000_000;

    @Test
    void kill_9_of_everything_three_times_and_of_postgresql_twice_in_500_orders_loses_doubles_and_forgets_none()
            throws Exception {
        Target inCommits = Target.possible().contains(Target.BACKENDS) ? Target.BACKENDS : Target.POSTGRES;
        List<Target> targets =
                List.of(Target.EVERYTHING, Target.PROCESS, Target.EVERYTHING, Target.POSTGRES, inCommits);
        long seed = Long.getLong("skald.seed", RandomGenerator.getDefault().nextInt(SEEDS));
        IO.println("Seed " + seed);
        Chaos chaos = new Chaos(seed, ORDERS, targets.size(), targets, Time.ofThisMachine(), IO::println);

        ChaosReport report = chaos.run();

        assertThat(report.findings())
                .as("%s%nor this test with -Dskald.seed=%d", report, seed)
                .isEmpty();
        assertThat(report.acknowledged()).isEqualTo(ORDERS);
        assertThat(report.kills()).isEqualTo(targets.size());
    }
}
