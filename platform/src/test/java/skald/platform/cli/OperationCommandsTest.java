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

    private CommandLineFixture commands() {
        return new CommandLineFixture(folder).talkingTo(skald);
    }
}
