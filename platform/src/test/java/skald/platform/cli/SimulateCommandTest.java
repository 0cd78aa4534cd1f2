package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    @TempDir
    private Path folder;

    @Test
    void it_says_how_many_seeds_broke_nothing() {
        var run = new CommandLineFixture(folder).run("simulate", "--seed", "1", "--seeds", "3");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("3 seeds, nothing broken.");
        assertThat(run.err()).contains("Seeds 1 to 3");
    }

    @Test
    void a_trace_tells_what_happened_and_the_same_for_the_same_seed() {
        var one = new CommandLineFixture(folder).run("simulate", "--seed", "5", "--orders", "1", "--trace");
        var other = new CommandLineFixture(folder).run("simulate", "--seed", "5", "--orders", "1", "--trace");

        assertThat(one.exit()).isZero();
        assertThat(one.out())
                .contains("Store.commit", "decides PlaceOrder", "healed", "Hash ")
                .isEqualTo(other.out());
    }

    @Test
    void numbers_out_of_bounds_and_unknown_faults_are_usage_errors() {
        for (List<String> wrong : List.of(
                List.of("--seeds", "0"),
                List.of("--seed", "luck"),
                List.of("--orders", "0"),
                List.of("--without", "EARTHQUAKE"))) {
            var run = new CommandLineFixture(folder).run("simulate", wrong.get(0), wrong.get(1));

            assertThat(run.exit()).as(wrong.toString()).isEqualTo(2);
            assertThat(run.err()).as(wrong.toString()).contains(wrong.getFirst());
        }
    }
}
