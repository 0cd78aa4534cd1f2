package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private SampleServer server;

    @BeforeAll
    void start() {
        server = new SampleServer(Limits.standard());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_valid_traceparent_is_continued_with_a_span_of_our_own() throws Exception {
        HttpResponse<String> response =
                server.send(server.to("/v1/trace").header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00"));
        assertThat(response.body())
                .contains("\"traceId\":\"" + TRACE + '"', "\"flags\":\"00\"")
                .doesNotContain("00f067aa0ba902b7");
        assertThat(response.headers().firstValue("traceparent").orElseThrow()).startsWith("00-" + TRACE + "-");
    }

    @Test
    void an_invalid_traceparent_starts_a_new_trace() throws Exception {
        for (String invalid : new String[] {
            "x",
            "00-" + TRACE,
            "ff-" + TRACE + "-00f067aa0ba902b7-00",
            "00-" + "0".repeat(32) + "-00f067aa0ba902b7-00",
            "00-" + TRACE + "-0000000000000000-00",
            "00-" + TRACE.toUpperCase(java.util.Locale.ROOT) + "-00f067aa0ba902b7-00",
            "00-" + TRACE + "-00f067aa0ba902b7-00-more"
        }) {
            HttpResponse<String> response = server.send(server.to("/v1/trace").header("traceparent", invalid));
            assertThat(SampleServer.json(response).get("traceId").stringValue())
                    .matches("[0-9a-f]{32}")
                    .isNotEqualToIgnoringCase(TRACE)
                    .isNotEqualTo("0".repeat(32));
        }
    }

    @Test
    void a_request_id_is_echoed_if_printable_and_given_otherwise() throws Exception {
        assertThat(requestId("my request-7")).isEqualTo("my request-7");
        assertThat(requestId("x".repeat(129))).hasSize(36);
        assertThat(server.get("/nowhere").headers().firstValue("X-Request-Id").orElseThrow())
                .hasSize(36);
    }

    private String requestId(String given) throws Exception {
        return server.send(server.to("/v1/trace").header("X-Request-Id", given))
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow();
    }

    @Test
    void answers_are_neither_sniffed_nor_stored() throws Exception {
        for (String path : new String[] {"/v1/orders", "/nowhere", "/v1/defect"}) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void an_unknown_path_is_a_404_and_a_wrong_method_a_405_with_allow() throws Exception {
        HostileBodyTest.assertProblem(server.get("/v1/nothing"), 404, "not-found");
        HttpResponse<String> wrong = server.send(server.to("/v1/orders/7").DELETE());
        HostileBodyTest.assertProblem(wrong, 405, "method-not-allowed");
        assertThat(wrong.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, PUT");
        assertThat(wrong.body()).contains("\"instance\":\"/v1/orders/7\"");
    }

    @Test
    void options_tells_the_methods_and_head_is_get_without_a_body() throws Exception {
        HttpResponse<String> options = server.send(server.to("/v1/orders").method("OPTIONS", none()));
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
        HttpResponse<String> get = server.get("/v1/orders");
        HttpResponse<String> head = server.send(server.to("/v1/orders").method("HEAD", none()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"));
        assertThat(server.send(server.to("/nowhere").method("HEAD", none())).statusCode())
                .isEqualTo(404);
    }

    private static HttpRequest.BodyPublisher none() {
        return HttpRequest.BodyPublishers.noBody();
    }

    @Test
    void an_id_that_cannot_exist_is_a_404() throws Exception {
        assertThat(server.get("/v1/orders/" + SampleServer.KNOWN).body()).contains(SampleServer.KNOWN.toString());
        for (String id : new String[] {"1", "1-2-3-4-5", SampleServer.KNOWN + "0", "%20", "%F0%9F%92%A9", "%0a"}) {
            HostileBodyTest.assertProblem(server.get("/v1/orders/" + id), 404, "not-found");
        }
        HostileBodyTest.assertProblem(server.get("/v1/products/%2F"), 404, "not-found");
        HostileBodyTest.assertProblem(server.get("/v1/products/" + "A".repeat(11)), 404, "not-found");
    }

    @Test
    void a_defect_is_a_500_that_tells_only_its_trace_and_is_logged_with_it() throws Exception {
        AtomicReference<LogRecord> logged = new AtomicReference<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.set(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Errors.class.getName());
        logger.addHandler(handler);
        try {
            HttpResponse<String> response = server.get("/v1/defect");
            HostileBodyTest.assertProblem(response, 500, "internal-error");
            assertThat(response.body()).doesNotContain("secret");
            String traceId = SampleServer.json(response).get("traceId").stringValue();
            assertThat(logged.get().getMessage()).contains("GET /v1/defect").contains(traceId);
            assertThat(logged.get().getThrown()).hasMessageContaining("SELECT secret");
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void an_overloaded_service_is_a_retryable_503() throws Exception {
        HttpResponse<String> response = server.get("/v1/busy");
        HostileBodyTest.assertProblem(response, 503, "overloaded");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(response.body()).contains("\"retryable\":true");
    }

    @Test
    void a_database_that_is_away_is_a_retryable_503_and_one_that_is_misused_a_500() throws Exception {
        for (String away : new String[] {"57P01", "57P03", "08006", "53300"}) {
            HttpResponse<String> response = server.get("/v1/database/" + away);
            HostileBodyTest.assertProblem(response, 503, "database-away");
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
            assertThat(response.body()).contains("\"retryable\":true").doesNotContain("secret");
        }
        for (String misused : new String[] {"42601", "23505", "57014"}) {
            HostileBodyTest.assertProblem(server.get("/v1/database/" + misused), 500, "internal-error");
        }
    }

    @Test
    void one_request_more_than_may_be_in_work_is_a_503() throws Exception {
        try (SampleServer small = new SampleServer(Limits.standard().withConcurrentRequests(1))) {
            Thread first = Thread.startVirtualThread(() -> {
                try {
                    small.get("/v1/wait");
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            });
            small.waiting.acquire();
            HttpResponse<String> second = small.get("/v1/trace");
            small.go.release();
            first.join();
            HostileBodyTest.assertProblem(second, 503, "overloaded");
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertThat(small.get("/v1/trace").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_refusal_that_is_returned_is_completed_like_one_that_is_thrown() throws Exception {
        HttpResponse<String> response = server.get("/v1/refused");
        HostileBodyTest.assertProblem(response, 409, "not-now");
        assertThat(response.body()).contains("\"instance\":\"/v1/refused\"");
    }

    @Test
    void a_raw_route_writes_for_itself() throws Exception {
        assertThat(server.get("/v1/stream").body()).isEqualTo("raw");
        assertThat(server.send(server.to("/v1/stream").DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void a_change_needs_the_current_version() throws Exception {
        String path = "/v1/orders/" + SampleServer.KNOWN;
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{}");
        HostileBodyTest.assertProblem(server.send(server.to(path).PUT(body)), 428, "precondition-required");
        for (String other : new String[] {"\"6\"", "W/\"7\"", "\"1\", \"2\""}) {
            HttpResponse<String> refused =
                    server.send(server.to(path).header("If-Match", other).PUT(body));
            HostileBodyTest.assertProblem(refused, 412, "precondition-failed");
            assertThat(refused.headers().firstValue("ETag")).contains("\"7\"");
        }
        HttpResponse<String> unreadable =
                server.send(server.to(path).header("If-Match", "7").PUT(body));
        HostileBodyTest.assertProblem(unreadable, 400, "malformed-request");
        assertThat(unreadable.body()).contains("header:If-Match");
        for (String current : new String[] {"\"7\"", "*", "\"6\", \"7\""}) {
            assertThat(server.send(server.to(path).header("If-Match", current).PUT(body))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void a_version_that_the_client_holds_is_not_sent_again() throws Exception {
        String path = "/v1/orders/" + SampleServer.KNOWN + "/version";
        assertThat(server.get(path).headers().firstValue("ETag")).contains("\"7\"");
        for (String held : new String[] {"\"7\"", "W/\"7\"", "*", "\"5\" , \"7\""}) {
            HttpResponse<String> response = server.send(server.to(path).header("If-None-Match", held));
            assertThat(response.statusCode()).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValue("ETag")).contains("\"7\"");
        }
        assertThat(server.send(server.to(path).header("If-None-Match", "\"8\"")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void readiness_names_what_is_down_and_liveness_does_not_look() throws Exception {
        assertThat(server.get("/health/ready").body())
                .isEqualTo("{\"status\":\"up\",\"checks\":{\"database\":\"up\"}}");
        server.databaseIsUp.set(false);
        try {
            HttpResponse<String> response = server.get("/health/ready");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("{\"status\":\"down\",\"checks\":{\"database\":\"down\"}}");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            server.databaseIsUp.set(true);
        }
    }
}
