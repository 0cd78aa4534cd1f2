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
    private static final int SEEDS = 1_000_000_000;

    @Test
    void kill_9_of_everything_three_times_in_500_orders_loses_none_doubles_none_and_leaves_none_behind()
            throws Exception {
        survives(500, 3, List.of(Target.EVERYTHING, Target.PROCESS));
    }

    @Test
    void kill_9_of_postgresql_alone_loses_doubles_and_leaves_behind_nothing_either() throws Exception {
        survives(250, 3, List.of(Target.POSTGRES));
    }

    private static void survives(int orders, int kills, List<Target> targets) throws InterruptedException {
        long seed = Long.getLong("skald.seed", RandomGenerator.getDefault().nextInt(SEEDS));
        IO.println("Seed " + seed);
        ChaosReport report = new Chaos(seed, orders, kills, targets, Time.ofThisMachine(), IO::println).run();
        assertThat(report.clean())
                .as("%s%nor with -Dskald.seed=%d in this test", report, seed)
                .isTrue();
        assertThat(report.acknowledged()).isEqualTo(orders);
        assertThat(report.kills()).isEqualTo(kills);
    }
}
