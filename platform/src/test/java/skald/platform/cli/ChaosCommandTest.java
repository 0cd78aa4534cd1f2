package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosCommandTest {

    @TempDir
    private Path folder;

    @Test
    void numbers_out_of_bounds_and_unknown_targets_are_usage_errors_before_anything_is_started() {
        for (List<String> wrong : List.of(
                List.of("--orders", "0"),
                List.of("--orders", "1000001"),
                List.of("--kills", "-1"),
                List.of("--target", "EARTH"),
                List.of("--seed", "luck"))) {
            var run = new CommandLineFixture(folder).run("chaos", wrong.get(0), wrong.get(1));

            assertThat(run.exit()).as(wrong.toString()).isEqualTo(2);
            assertThat(run.err())
                    .as(wrong.toString())
                    .contains(wrong.getFirst())
                    .doesNotContain("Starting");
        }
    }

    @Test
    void its_help_names_what_it_can_kill() {
        var run = new CommandLineFixture(folder).run("chaos", "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("EVERYTHING, PROCESS, POSTGRES, BACKENDS", "the one that runs here is not touched");
    }
}
