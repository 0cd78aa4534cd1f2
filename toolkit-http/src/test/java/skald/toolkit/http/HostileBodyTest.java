package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodyTest {

    private static final String LINES = "\"lines\":[{\"sku\":\"85123A\",\"quantity\":6}]";
    private static final String SHIP_TO = "\"shipTo\":{\"name\":\"Ada\",\"email\":\"ada@example.org\"}";

    private SampleServer server;

    @BeforeAll
    void start() {
        server = new SampleServer(Limits.standard());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String withLines(String lines) {
        return "{\"lines\":" + lines + "," + SHIP_TO + "}";
    }

    private static String withField(String field) {
        return "{" + LINES + "," + SHIP_TO + "," + field + "}";
    }

    private static String quantity(String number) {
        return withLines("[{\"sku\":\"85123A\",\"quantity\":" + number + "}]");
    }

    @Test
    void a_right_body_is_served() throws Exception {
        HttpResponse<String> response = server.post(
                "/v1/orders",
                withField(
                        "\"note\":null,\"status\":\"on-hold\",\"wishedAt\":\"2026-01-31T10:30:00+01:00\",\"tags\":[\"a\"]"));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).contains("/v1/orders/" + SampleServer.KNOWN);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body())
                .isEqualTo("{\"lines\":[{\"sku\":{\"code\":\"85123A\"},\"quantity\":6}],"
                        + "\"shipTo\":{\"name\":\"Ada\",\"email\":\"ada@example.org\"},\"status\":\"on-hold\","
                        + "\"wishedAt\":\"2026-01-31T09:30:00.000000Z\",\"tags\":[\"a\"]}");
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("", "", "empty-body"),
                Arguments.of("null", "", "wrong-type"),
                Arguments.of("[]", "", "wrong-type"),
                Arguments.of("7", "", "wrong-type"),
                Arguments.of("\"text\"", "", "wrong-type"),
                Arguments.of(" \t\n", "", "empty-body"),
                Arguments.of("{", "", "bad-json"),
                Arguments.of("{\"lines\":[{\"sku\":}]}", "/lines/0/sku", "bad-json"),
                Arguments.of("{'lines':1}", "", "bad-json"),
                Arguments.of("{} {}", "", "trailing-content"),
                Arguments.of("{}]", "", "bad-json"),
                Arguments.of("{\"a\":NaN}", "/a", "bad-json"),
                Arguments.of("{\"a\":01}", "/a", "bad-json"),
                Arguments.of("{\"note\":\"a\nb\"}", "/note", "bad-json"),
                Arguments.of("{\"note\":\"\\x\"}", "/note", "bad-json"),
                Arguments.of("{" + SHIP_TO + "}", "/lines", "required"),
                Arguments.of("{\"lines\":null," + SHIP_TO + "}", "/lines", "required"),
                Arguments.of(withField("\"note\":1"), "/note", "wrong-type"),
                Arguments.of(withField("\"gift\":\"true\""), "/gift", "wrong-type"),
                Arguments.of(withField("\"user\":{}"), "/user", "wrong-type"),
                Arguments.of(withField("\"tags\":[\"a\",1]"), "/tags/1", "wrong-type"),
                Arguments.of(withField("\"tags\":{}"), "/tags", "wrong-type"),
                Arguments.of(withField("\"nope\":1"), "/nope", "unknown-field"),
                Arguments.of(withField("\"no/pe~\":1"), "/no~1pe~0", "unknown-field"),
                Arguments.of(withField("\"note\":\"a\",\"note\":\"b\""), "/note", "duplicate-field"),
                Arguments.of(withLines("{}"), "/lines", "wrong-type"),
                Arguments.of(withLines("[1]"), "/lines/0", "wrong-type"),
                Arguments.of(withLines("[null]"), "/lines/0", "wrong-type"),
                Arguments.of(
                        withLines("[{\"sku\":\"A\",\"quantity\":1},{\"sku\":\"A\"}]"), "/lines/1/quantity", "required"),
                Arguments.of(quantity("1.5"), "/lines/0/quantity", "wrong-type"),
                Arguments.of(quantity("1.0"), "/lines/0/quantity", "wrong-type"),
                Arguments.of(quantity("\"1\""), "/lines/0/quantity", "wrong-type"),
                Arguments.of(quantity("1e400"), "/lines/0/quantity", "wrong-type"),
                Arguments.of(quantity("1e99999999999"), "/lines/0/quantity", "wrong-type"),
                Arguments.of(quantity("9".repeat(101)), "/lines/0/quantity", "too-large"),
                Arguments.of(withField("\"note\":\"" + "x".repeat(70_000) + "\""), "/note", "too-large"),
                Arguments.of("{\"" + "x".repeat(300) + "\":1}", "", "too-large"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void a_body_without_the_documented_shape_is_a_400_that_names_the_place(String body, String pointer, String code)
            throws Exception {
        assertRefused(server.post("/v1/orders", body), 400, "malformed-request", pointer, code);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(quantity("0"), "/lines/0/quantity", "out-of-range"),
                Arguments.of(quantity("-1"), "/lines/0/quantity", "out-of-range"),
                Arguments.of(quantity("1000001"), "/lines/0/quantity", "out-of-range"),
                Arguments.of(quantity("9223372036854775808"), "/lines/0/quantity", "out-of-range"),
                Arguments.of(quantity("-" + "9".repeat(90)), "/lines/0/quantity", "out-of-range"),
                Arguments.of(withLines("[]"), "/lines", "too-few"),
                Arguments.of(withLines("[" + "{},".repeat(1000) + "{}]"), "/lines", "too-many"),
                Arguments.of(withLines("[{\"sku\":\"a b\",\"quantity\":1}]"), "/lines/0/sku", "refused"),
                Arguments.of(
                        withLines("[{\"sku\":\"" + "A".repeat(65) + "\",\"quantity\":1}]"), "/lines/0/sku", "too-long"),
                Arguments.of(
                        withLines(
                                "[" + "{\"sku\":\"A\",\"quantity\":1},".repeat(12) + "{\"sku\":\"A\",\"quantity\":1}]"),
                        "",
                        "refused"),
                Arguments.of(withField("\"note\":\"\""), "/note", "blank"),
                Arguments.of(withField("\"note\":\" \\u00a0\\u2003\\u200b\""), "/note", "blank"),
                Arguments.of(withField("\"note\":\"a\\u0000b\""), "/note", "bad-characters"),
                Arguments.of(withField("\"note\":\"a\\nb\""), "/note", "bad-characters"),
                Arguments.of(withField("\"note\":\"a\\ud800b\""), "/note", "bad-characters"),
                Arguments.of(withField("\"note\":\"\\udc00\""), "/note", "bad-characters"),
                Arguments.of(withField("\"user\":\"1-2-3-4-5\""), "/user", "bad-format"),
                Arguments.of(withField("\"status\":\"PLACED\""), "/status", "not-allowed"),
                Arguments.of(withField("\"wishedAt\":\"yesterday\""), "/wishedAt", "bad-format"),
                Arguments.of(withField("\"wishedAt\":\"2026-01-31T10:30:00\""), "/wishedAt", "bad-format"),
                Arguments.of(withField("\"wishedAt\":\"+999999999-01-01T00:00:00Z\""), "/wishedAt", "bad-format"),
                Arguments.of(withField("\"tags\":[\"a\",\"b\",\"c\",\"d\"]"), "/tags", "too-many"),
                Arguments.of(withField("\"tags\":[\"12345678901\"]"), "/tags/0", "too-long"),
                Arguments.of(
                        "{" + LINES + ",\"shipTo\":{\"name\":\"Ada\",\"email\":\"ada\"}}",
                        "/shipTo/email",
                        "bad-format"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_well_formed_value_that_is_not_acceptable_is_a_422_that_names_the_field(
            String body, String pointer, String code) throws Exception {
        assertRefused(server.post("/v1/orders", body), 422, "validation-failed", pointer, code);
    }

    @Test
    void all_errors_are_told_at_once_and_nothing_is_done() throws Exception {
        int before = server.orders.size();
        HttpResponse<String> response = server.post(
                "/v1/orders",
                "{\"lines\":[{\"sku\":\"?\",\"quantity\":0},{\"skuu\":\"A\"}],\"shipTo\":{\"name\":\""
                        + " \"},\"note\":\"\"}");
        assertThat(SampleServer.json(response)
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("pointer").stringValue() + " "
                                + error.get("code").stringValue()))
                .containsExactly(
                        "/lines/0/sku refused",
                        "/lines/0/quantity out-of-range",
                        "/lines/1/sku required",
                        "/lines/1/quantity required",
                        "/lines/1/skuu unknown-field",
                        "/shipTo/name blank",
                        "/shipTo/email required",
                        "/note blank");
        assertThat(server.orders).hasSize(before);
    }

    @Test
    void an_unknown_field_is_answered_with_the_nearest_known_one() throws Exception {
        HttpResponse<String> response = server.post("/v1/orders", withField("\"not\":\"x\""));
        assertThat(response.body()).contains("did you mean \\\"note\\\"?").contains("known are lines, shipTo");
    }

    @Test
    void a_body_with_a_thousand_errors_gets_a_bounded_answer() throws Exception {
        HttpResponse<String> response =
                server.post("/v1/orders", withLines("[" + "{\"x\":1},".repeat(999) + "{\"x\":1}]"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(SampleServer.json(response).get("errors").size()).isEqualTo(100);
    }

    @Test
    void nesting_of_a_hundred_thousand_levels_is_refused() throws Exception {
        assertRefused(
                server.post("/v1/orders", "{\"lines\":" + "[".repeat(100_000)),
                400,
                "malformed-request",
                null,
                "too-large");
        assertRefused(
                server.post("/v1/orders", "{\"a\":".repeat(100_000)), 400, "malformed-request", null, "too-large");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() throws Exception {
        byte[] latin = withField("\"note\":\"\u00fc\"").getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = withField("\"note\":\"x\"").getBytes(StandardCharsets.UTF_16);
        byte[] surrogate = withField("\"note\":\"???\"").getBytes(StandardCharsets.UTF_8);
        int at = new String(surrogate, StandardCharsets.UTF_8).indexOf("???");
        System.arraycopy(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, 0, surrogate, at, 3);
        for (byte[] body : new byte[][] {latin, wide, surrogate}) {
            assertRefused(server.post("/v1/orders", body), 400, "malformed-request", "", "bad-encoding");
        }
    }

    @Test
    void another_content_type_is_a_415_and_none_is_taken_for_json() throws Exception {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(withField("\"note\":\"x\""));
        for (String type : new String[] {"text/plain", "application/xml", "application/json; charset=latin1", "x"}) {
            HttpResponse<String> refused = server.send(
                    server.to("/v1/orders").header("Content-Type", type).POST(body));
            assertProblem(refused, 415, "unsupported-media-type");
        }
        assertThat(server.send(server.to("/v1/orders").POST(body)).statusCode()).isEqualTo(201);
        assertThat(server.send(server.to("/v1/orders")
                                .header("Content-Type", "Application/JSON; charset=\"UTF-8\"")
                                .POST(body))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_body_over_the_limit_is_a_413_with_and_without_content_length() throws Exception {
        for (int size : new int[] {(1 << 20) + 1, 2 << 20, 6 << 20, 20 << 20, 40 << 20}) {
            byte[] body = new byte[size];
            assertProblem(server.post("/v1/orders", body), 413, "payload-too-large");
            HttpRequest.BodyPublisher chunked =
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
            assertProblem(server.send(server.to("/v1/orders").POST(chunked)), 413, "payload-too-large");
        }
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() throws Exception {
        HttpResponse<String> response = server.post("/v1/echo", new byte[1 << 20]);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSize(1 << 20);
    }

    static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = SampleServer.json(response);
        assertThat(problem.get("code").stringValue()).isEqualTo(code);
        assertThat(problem.get("type").stringValue()).isEqualTo("/problems/" + code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("traceId").stringValue()).matches("[0-9a-f]{32}");
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(response.body()).doesNotContain("Exception", "\\tat ", "jackson", "helidon", "java.", "SELECT");
    }

    private static void assertRefused(
            HttpResponse<String> response,
            int status,
            String code,
            @org.jspecify.annotations.Nullable String pointer,
            String errorCode) {
        assertProblem(response, status, code);
        JsonNode errors = SampleServer.json(response).get("errors");
        assertThat(errors.size()).as(response.body()).isEqualTo(1);
        assertThat(errors.get(0).get("code").stringValue()).isEqualTo(errorCode);
        if (pointer != null) {
            assertThat(errors.get(0).get("pointer").stringValue()).isEqualTo(pointer);
        }
    }
}
