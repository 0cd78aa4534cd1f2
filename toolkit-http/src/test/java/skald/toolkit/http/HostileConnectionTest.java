package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What no well-behaved client library can be made to send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileConnectionTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String END = "\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private SampleServer server;

    @BeforeAll
    void start() {
        server = new SampleServer(Limits.standard().withTimes(SHORT));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> requests() {
        String get = "GET /v1/orders HTTP/1.1\r\nHost: localhost\r\n";
        String post = "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\n";
        return Stream.of(
                Arguments.of("GET /v1/orders/%zz HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/orders/%e4 HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/products/% HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/products/a%00b HTTP/1.1" + END, 404),
                Arguments.of("GET /v1/orders?q=%zz HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/orders?q=%e4 HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/orders?q=%00 HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/orders?q=<script> HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/orders/\u00e9 HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/../../etc/passwd HTTP/1.1" + END, 404),
                Arguments.of("GET / HTTP/1.1" + END, 404),
                Arguments.of("GET  HTTP/1.1" + END, 400),
                Arguments.of("GARBAGE" + END, 400),
                Arguments.of("\0\0\0\0 / HTTP/1.1" + END, 400),
                Arguments.of("GET /v1/orders HTTP/2.7" + END, 400),
                Arguments.of("GET /v1/orders HTTP/1.0" + END, 505),
                Arguments.of("BREW /v1/orders HTTP/1.1" + END, 405),
                Arguments.of("GET /" + "a".repeat(20 << 10) + " HTTP/1.1" + END, 414),
                Arguments.of("GET /v1/orders HTTP/1.1\r\n\r\n", 400),
                Arguments.of("GET /v1/orders HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                Arguments.of("GET /v1/orders HTTP/1.1\r\nHost: a:b\r\n\r\n", 400),
                Arguments.of(get + "X-Long: " + "a".repeat(20 << 10) + "\r\n\r\n", 431),
                Arguments.of(get + "X-Many: a\r\n".repeat(3000) + "\r\n", 431),
                Arguments.of(get + "no colon\r\n\r\n", 400),
                Arguments.of(get + "X-Bad: a\0b\r\n\r\n", 400),
                Arguments.of(post + "Content-Length: many\r\n\r\n", 400),
                Arguments.of(post + "Content-Length: -5\r\n\r\n", 400),
                Arguments.of(post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
                Arguments.of(post + "Content-Length: 99999999999999999999\r\n\r\n", 400),
                Arguments.of(post + "Content-Length: 9999999999\r\n\r\n", 413),
                Arguments.of(post + "Content-Length: 2000000\r\nExpect: 100-continue\r\n\r\n", 413),
                Arguments.of(post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
                Arguments.of(post + "Transfer-Encoding: gzip\r\n\r\n", 400),
                Arguments.of(post + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 400),
                Arguments.of(post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 400),
                Arguments.of(post + "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n", 400),
                Arguments.of(post + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n{}", 413));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void every_garbage_request_is_answered_with_a_problem(String request, int status) throws Exception {
        assertProblem(server.raw(request), status);
    }

    @Test
    void random_bytes_never_get_an_internal_error() throws Exception {
        java.util.Random random = new java.util.Random(42);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            byte[] request =
                    (new String(bytes, StandardCharsets.ISO_8859_1) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(server.raw(request)).doesNotContain("HTTP/1.1 5").doesNotContain("Exception");
        }
    }

    @Test
    void a_slow_body_is_answered_408_and_cut_off() throws Exception {
        for (String framing : new String[] {"Content-Length: 100", "Transfer-Encoding: chunked"}) {
            try (Socket socket = server.connect()) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST /v1/orders HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n3\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertProblem(SampleServer.readAll(socket.getInputStream()), 408);
            }
        }
    }

    @Test
    void a_slow_body_to_an_unknown_path_is_cut_off_too() throws Exception {
        String request = "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
        assertProblem(server.raw(request), 408);
    }

    @Test
    void headers_that_trickle_in_are_cut_off() throws Exception {
        assertThat(server.raw("GET /v1/orders HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))
                .isEmpty();
    }

    @Test
    void a_connection_without_a_request_is_closed() throws Exception {
        assertThat(server.raw("")).isEmpty();
        assertThat(server.raw("GET /v1/or")).isEmpty();
    }

    @Test
    void a_client_that_does_not_read_a_large_answer_is_cut_off() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(("GET /v1/large HTTP/1.1" + END).getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            // An idle connection opened now is closed after the same time, so the answer's time is up when it is.
            assertThat(server.raw("")).isEmpty();
            long received = 0;
            byte[] buffer = new byte[1 << 20];
            for (int step = 0; step >= 0; step = read(socket, buffer)) {
                received += step;
            }
            assertThat(received).isLessThan(64 << 20);
        }
    }

    private static int read(Socket socket, byte[] buffer) {
        try {
            return socket.getInputStream().read(buffer);
        } catch (IOException _) {
            return -1; // reset, which is as good as closed here
        }
    }

    @Test
    void a_client_that_leaves_in_the_middle_of_a_body_harms_no_one() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write("POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(server.get("/v1/orders").statusCode()).isEqualTo(200);
    }

    @Test
    void a_connection_survives_refused_requests() throws Exception {
        String bad = "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nnull";
        String unknown = "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nnull";
        String answer = server.raw(bad + unknown + bad + "GET /v1/orders HTTP/1.1" + END);
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(5);
        assertThat(answer).contains("404 Not Found").contains("200 OK");
    }

    static void assertProblem(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-type: application/problem+json\r\n");
        JsonNode problem = SampleServer.json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("traceId").stringValue()).hasSize(32);
        assertThat(answer).doesNotContain("Exception", "\\tat ", "helidon", "java.");
    }
}
