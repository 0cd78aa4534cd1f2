package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UsageTest {

    @TempDir
    private Path folder;

    @Test
    void the_version_is_the_one_that_was_built() {
        var run = new CommandLineFixture(folder).run("--version");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).matches("Skald [0-9]+\\.[0-9]+.*\\R");
    }

    @Test
    void help_shows_examples_and_exit_codes_on_standard_output() {
        var run = new CommandLineFixture(folder).run("--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Examples:", "skald order place", "Exit codes: 0 ok");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void an_unknown_command_is_told_with_the_nearest_known_one_and_the_usage() {
        var run = new CommandLineFixture(folder).run("order", "lsit");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("'lsit'", "Did you mean: list", "Usage: skald order");
    }

    @Test
    void an_unknown_option_is_told_with_the_nearest_known_one_and_the_usage() {
        var run = new CommandLineFixture(folder).run("order", "list", "--usre", "x");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'--usre'", "Did you mean: --user", "Usage: skald order list");
    }

    @Test
    void no_command_at_all_shows_which_there_are() {
        var run = new CommandLineFixture(folder).run();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required subcommand", "Commands:", "import");
    }

    @Test
    void a_line_that_is_not_sku_and_quantity_is_a_usage_error_with_an_example() {
        for (String line : List.of("MUG", "MUG:", ":2", "MUG:0", "MUG:-1", "MUG:1.5", "a b:1", "MUG:99999999999")) {
            var run = new CommandLineFixture(folder).run("order", "return", "o", "--line", line);

            assertThat(run.exit()).as(line).isEqualTo(2);
            assertThat(run.err()).as(line).contains("--line");
        }
    }

    @Test
    void a_style_of_sagas_that_there_is_not_is_told_with_those_that_there_are() {
        for (String command : List.of("start", "chaos")) {
            var run = new CommandLineFixture(folder).run(command, "--saga", "both");

            assertThat(run.exit()).as(command).isEqualTo(2);
            assertThat(run.err()).as(command).contains("--saga", "both", "ORCHESTRATION", "CHOREOGRAPHY");
        }
    }

    @Test
    void an_address_that_is_none_is_a_usage_error() {
        for (String url : List.of("foo", "ftp://x", "http://", "http://h/?q=1")) {
            var run = new CommandLineFixture(folder).run("--url", url, "order", "list");

            assertThat(run.exit()).as(url).isEqualTo(2);
            assertThat(run.err()).as(url).contains("http://localhost:8080");
        }
    }

    @Test
    void every_command_explains_itself_and_its_options() {
        CommandLine skald = Commands.commandLine(Shell.ofThisProcess());
        List<String> mute = new ArrayList<>();
        collectMute(skald, mute);

        assertThat(mute).isEmpty();
    }

    private static void collectMute(CommandLine command, List<String> mute) {
        var spec = command.getCommandSpec();
        if (spec.usageMessage().description().length == 0 || spec.findOption("--help") == null) {
            mute.add(spec.qualifiedName());
        }
        spec.args().stream()
                .filter(arg -> arg.description().length == 0)
                .forEach(arg -> mute.add(spec.qualifiedName() + " " + arg));
        command.getSubcommands().values().forEach(sub -> collectMute(sub, mute));
    }
}
