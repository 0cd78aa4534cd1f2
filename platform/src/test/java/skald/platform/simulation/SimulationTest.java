package skald.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import skald.simulation.Plan;
import skald.simulation.Run;
import skald.simulation.Simulation;

/** {@code ./skald simulate} runs as many more as anybody has time for. */
class SimulationTest {
    private static final int SEEDS = 1_000;

    private final Simulation simulation = Simulation.of(SimulatedPlatform::new);

    @Test
    void whatever_a_seed_draws_no_promise_is_broken() {
        simulation.requireSound(1, SEEDS);
    }

    @Test
    void a_seed_is_a_run() {
        for (long seed = 1; seed <= 20; seed++) {
            Run one = simulation.run(Plan.of(seed));
            Run other = simulation.run(Plan.of(seed));
            Run told = simulation.traced(Plan.of(seed));

            assertThat(other.hash()).as("seed " + seed).isEqualTo(one.hash());
            assertThat(told.hash()).as("seed " + seed + ", told").isEqualTo(one.hash());
            assertThat(told.trace()).as("seed " + seed).isNotEmpty();
        }
    }

    @Test
    void a_seed_is_the_same_run_in_another_process() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "skald.platform.Main",
                        "simulate",
                        "--seed",
                        "11",
                        "--trace")
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        Run here = simulation.traced(Plan.of(11));
        assertThat(lines.subList(0, lines.size() - 1)).isEqualTo(here.trace());
        assertThat(lines.getLast()).isEqualTo("Nothing broken. Hash %016x.", here.hash());
    }

    @Test
    void different_seeds_are_different_runs() {
        assertThat(List.of(1L, 2L, 3L, 4L).stream()
                        .map(seed -> simulation.run(Plan.of(seed)).hash())
                        .distinct())
                .hasSize(4);
    }
}
