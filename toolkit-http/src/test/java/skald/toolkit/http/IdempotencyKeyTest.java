package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import skald.toolkit.Idempotency;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyKeyTest {

    private SampleServer server;

    @BeforeAll
    void start() {
        server = new SampleServer(Limits.standard());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> pay(String key, String body) throws Exception {
        return server.send(server.to("/v1/payments")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Idempotency read(String key, String body) throws Exception {
        assertThat(pay(key, body).statusCode()).isEqualTo(201);
        return server.keys.getLast();
    }

    @Test
    void a_key_belongs_to_caller_and_route_and_is_the_same_with_and_without_quotes() throws Exception {
        Idempotency bare = read("8e03978e-40d5", "{}");
        assertThat(bare.caller()).isEqualTo("operator");
        assertThat(bare.route()).isEqualTo("POST /v1/payments");
        assertThat(bare.key()).isEqualTo("8e03978e-40d5");
        assertThat(bare.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(read("\"8e03978e-40d5\"", "{}")).isEqualTo(bare);
    }

    @Test
    void another_body_has_another_fingerprint() throws Exception {
        assertThat(read("k", "{\"amount\":1}").fingerprint())
                .isNotEqualTo(read("k", "{\"amount\":2}").fingerprint());
    }

    @Test
    void a_missing_or_unreadable_key_is_a_400_that_names_the_header() throws Exception {
        HttpResponse<String> missing = server.post("/v1/payments", "{}");
        HostileBodyTest.assertProblem(missing, 400, "malformed-request");
        assertThat(missing.body()).contains("\"pointer\":\"header:Idempotency-Key\",\"code\":\"required\"");
        for (String bad : new String[] {"", "\"\"", "a b", "x".repeat(256)}) {
            HttpResponse<String> response = pay(bad, "{}");
            HostileBodyTest.assertProblem(response, 400, "malformed-request");
            assertThat(response.body()).contains("\"pointer\":\"header:Idempotency-Key\",\"code\":\"bad-format\"");
        }
        assertThat(read("x".repeat(255), "{}").key()).hasSize(255);
    }
}
