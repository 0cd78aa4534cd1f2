package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.platform.fake.FakeSkald;

class OperationCommandsTest {

    private final FakeSkald skald = FakeSkald.started();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        skald.close();
    }

    @Test
    void an_audit_that_finds_nothing_wrong_succeeds() {
        skald.script("GET /v1/audit", 200, """
            {"invariants":[{"number":4,"name":"captured once","checked":10,"broken":0,"examples":[]}],"clean":true}\
            """);

        var run = commands().run("audit");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("captured once", "10");
    }

    @Test
    void an_audit_that_finds_something_wrong_fails_and_shows_where() {
        skald.script("GET /v1/audit", 200, """
            {"invariants":[{"number":4,"name":"captured once","checked":10,"broken":1,"examples":["order-7"]}],
             "clean":false}\
            """);

        var run = commands().run("audit");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("order-7");
        assertThat(commands().run("audit", "-o", "json").exit()).isEqualTo(1);
    }

    @Test
    void a_saga_is_shown_as_its_table_of_steps() {
        skald.script("GET /v1/sagas/order~1", 200, """
            {"sagaId":"order~1","definition":"order","status":"compensating","step":"reserve","orderId":"o","attempts":2,
             "steps":[{"name":"authorize","kind":"compensatable","state":"compensating"},
                      {"name":"capture","kind":"pivot","state":"waiting"}]}\
            """);

        var run = commands().run("saga", "show", "order~1");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).containsPattern("authorize +compensatable +yes +compensating");
        assertThat(run.out()).containsPattern("capture +pivot +– +waiting");
    }

    @Test
    void sagas_are_listed_by_state() {
        skald.script("GET /v1/sagas", 200, "{\"items\":[{\"sagaId\":\"order~1\",\"status\":\"stuck\"}]}");

        var run = commands().run("saga", "list", "--status", "stuck");

        assertThat(run.out()).contains("order~1", "stuck");
        assertThat(skald.seen("GET", "/v1/sagas").getFirst().query()).isEqualTo("status=stuck&limit=50");
    }

    @Test
    void a_stuck_saga_is_skipped_with_a_reason() {
        skald.script("POST /v1/sagas/order~1/skip", 200, """
            {"sagaId":"order~1","status":"compensated","step":"create order","changed":true}\
            """);

        assertThat(commands().run("saga", "skip", "order~1").exit())
                .as("no reason")
                .isEqualTo(2);
        var run = commands().run("saga", "skip", "order~1", "--reason", "voided by hand");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("compensated");
        assertThat(skald.seen("POST", "/v1/sagas/order~1/skip")
                        .getFirst()
                        .body()
                        .at("/reason")
                        .stringValue())
                .isEqualTo("voided by hand");
    }

    @Test
    void a_verb_that_the_saga_does_not_allow_is_a_conflict() {
        skald.script("POST /v1/sagas/order~1/resolve", 409, """
            {"type":"/problems/saga.past-pivot","title":"Conflict","status":409,"code":"saga.past-pivot",
             "detail":"It only goes forward.","retryable":false}\
            """);

        var run =
                commands().run("saga", "resolve", "order~1", "--outcome", "refused", "--reason", "seen at the gateway");

        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("It only goes forward.");
    }

    @Test
    void the_check_fails_if_a_running_saga_cannot_be_finished() {
        skald.script("GET /v1/sagas/check", 200, """
            {"clean":false,"troubles":[{"sagaId":"order~1","generation":1,"status":"running","step":"pay",
             "reason":"generation 1 is not defined any more"}]}\
            """);

        var run = commands().run("saga", "check");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("order~1", "not defined any more");
    }

    @Test
    void a_dead_letter_is_shown_with_its_content_and_its_history() {
        skald.script("GET /v1/dead-letters/orders~7", 200, LETTER);

        var run = commands().run("dead-letter", "show", "orders~7");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("payments/0/12", "it broke", "{\"amount\":3}");
        assertThat(run.out()).containsPattern("redrive +ann");
    }

    @Test
    void a_redrive_that_fails_again_fails() {
        skald.script("POST /v1/dead-letters/orders~7/redrive", 200, LETTER);
        assertThat(commands().run("dead-letter", "redrive", "orders~7").exit()).isEqualTo(1);

        skald.script("POST /v1/dead-letters/orders~7/redrive", 200, LETTER.replace("\"parked\"", "\"redriven\""));
        assertThat(commands()
                        .run("dead-letter", "redrive", "orders~7", "--reason", "mended")
                        .exit())
                .isZero();
        assertThat(skald.seen("POST", "/v1/dead-letters/")
                        .getLast()
                        .body()
                        .path("reason")
                        .asString())
                .isEqualTo("mended");
    }

    @Test
    void all_dead_letters_of_a_type_are_redriven_together() {
        skald.script("POST /v1/dead-letters/redrive", 200, "{\"redriven\":3,\"failed\":0,\"more\":false}");

        var run = commands().run("dead-letter", "redrive", "--service", "orders", "--type", "a.b.v1");

        assertThat(run.exit()).isZero();
        assertThat(skald.seen("POST", "/v1/dead-letters/redrive")
                        .getLast()
                        .body()
                        .toString())
                .isEqualTo("{\"service\":\"orders\",\"type\":\"a.b.v1\"}");
    }

    @Test
    void a_dead_letter_is_discarded_for_a_reason_only() {
        assertThat(commands().run("dead-letter", "discard", "orders~7").exit()).isEqualTo(2);
        assertThat(commands().run("dead-letter", "redrive").exit()).isEqualTo(2);
    }

    private static final String LETTER = """
        {"deadLetterId":"orders~7","status":"parked","messageId":"payments/0/12","type":"a.b.v1","key":"k","attempts":4,
         "reason":"it broke","message":{"amount":3},
         "history":[{"verb":"redrive","who":"ann","at":"2026-01-01T00:00:00Z","outcome":"failed again"}]}\
        """;

    private CommandLineFixture commands() {
        return new CommandLineFixture(folder).talkingTo(skald);
    }
}
