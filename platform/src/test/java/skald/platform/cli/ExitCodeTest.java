package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.database.DataFolder;
import skald.platform.fake.FakeSkald;

class ExitCodeTest {

    private final FakeSkald skald = FakeSkald.started();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        skald.close();
    }

    @Test
    void what_is_not_there_is_3_and_names_the_command_that_lists() {
        var run = commands().run("user", "show", "nobody");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("There is no such user.", "skald user list");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_conflict_is_4() {
        skald.script("POST /v1/orders/o1/cancel", 409, """
            {"status":409,"code":"order.already-dispatched","detail":"The goods have left already."}\
            """);

        var run = commands().run("order", "cancel", "o1");

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("The goods have left already.");
    }

    @Test
    void what_is_not_allowed_is_5_and_names_who_may() {
        skald.script(
                "GET /v1/users", 403, "{\"status\":403,\"code\":\"forbidden\",\"detail\":\"You may not list users.\"}");

        var run = commands().run("user", "list");

        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.err()).contains("You may not list users.", "Ask an operator");
    }

    @Test
    void being_too_busy_is_6_and_says_when_to_try_again() {
        skald.unavailableFor(1);

        var run = commands().run("order", "list");

        assertThat(run.exit()).isEqualTo(6);
        assertThat(run.err()).contains("Too much to do.", "Try again in 2 s.");
    }

    @Test
    void nobody_listening_is_6_and_says_how_to_start_one() {
        skald.close();

        var run = commands().run("order", "list");

        assertThat(run.exit()).isEqualTo(6);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("No Skald answers at " + skald.url()
                        + ". Start one with ./skald start, or name another with --url.");
    }

    @Test
    void a_stranger_at_the_address_is_6() {
        skald.script("GET /v1/orders", 404, "[]");

        var run = commands().run("order", "list");

        assertThat(run.exit()).isEqualTo(6);
        assertThat(run.err()).contains("is no Skald");
    }

    @Test
    void refused_values_are_1_and_each_is_told_with_its_place() {
        skald.script("PUT /v1/products/MUG", 422, """
            {"status":422,"code":"validation-failed","detail":"/name: is too long (and 1 more, see errors)",
             "errors":[{"pointer":"/name","code":"too-long","detail":"is too long"},
                       {"pointer":"/price/amount","code":"out-of-range","detail":"must be 0 or more"}]}\
            """);

        var run = commands().run("product", "set", "MUG", "--name", "x", "--price", "1.00");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("  /name: is too long", "  /price/amount: must be 0 or more", "skald product set --help");
    }

    @Test
    void an_accident_in_the_server_is_1_and_names_the_trace() {
        skald.script(
                "GET /v1/orders",
                500,
                "{\"status\":500,\"code\":\"internal-error\",\"detail\":\"Something went"
                        + " wrong.\",\"traceId\":\"abc\"}");

        var run = commands().run("order", "list");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("Something went wrong.", "traceId abc");
    }

    @Test
    void the_instance_that_uses_the_data_folder_is_found_without_being_named() {
        Path data = folder.resolve("data");
        try (DataFolder held = DataFolder.open(data)) {
            held.announce(skald.url());

            var run = new CommandLineFixture(folder)
                    .with("SKALD_DATA", data.toString())
                    .run("user", "list");

            assertThat(run.exit()).isZero();
        }
    }

    @Test
    void the_operators_key_is_shown_to_the_instance_of_the_data_folder_and_to_nobody_else() {
        Path data = folder.resolve("data");
        try (DataFolder held = DataFolder.open(data);
                FakeSkald stranger = FakeSkald.started()) {
            held.announce(skald.url());
            String key = held.operatorKey();
            var commands = new CommandLineFixture(folder).with("SKALD_DATA", data.toString());

            commands.run("user", "list");
            commands.run("user", "list", "--url", skald.url() + "/");
            commands.run("user", "list", "--url", stranger.url().toString());
            commands.with("SKALD_TOKEN", "another").run("user", "list");

            assertThat(skald.tokens()).containsExactly("Bearer " + key, "Bearer " + key, "Bearer another");
            assertThat(stranger.tokens()).containsExactly("");
        }
    }

    @Test
    void a_named_address_wins_over_the_environment() {
        URI named = skald.url();

        var run = new CommandLineFixture(folder)
                .with("SKALD_URL", "http://localhost:1")
                .run("user", "list", "--url", named + "/");

        assertThat(run.exit()).isZero();
    }

    private CommandLineFixture commands() {
        return new CommandLineFixture(folder).talkingTo(skald);
    }
}
