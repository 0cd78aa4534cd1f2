package skald.platform.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small server that answers as Skald does: idempotency keys, problems, pages. What it stands for is in {@link FakeShop};
 * a test may also script answers, and faults.
 */
public final class FakeSkald implements AutoCloseable {

    /** A request as it came. */
    public record Seen(
            String method,
            String path,
            String query,
            @Nullable String key,
            JsonNode body) {}

    /** An answer. */
    public record Reply(int status, JsonNode body) {}

    private record Kept(String fingerprint, Reply reply) {}

    private final HttpServer server;
    private final FakeShop shop = new FakeShop();
    private final Map<String, Reply> scripted = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private volatile Runnable onOrder = () -> {};

    private FakeSkald(HttpServer server) {
        this.server = server;
    }

    public static FakeSkald started() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            FakeSkald fake = new FakeSkald(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", fake::answer);
            server.start();
            return fake;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public FakeShop shop() {
        return shop;
    }

    /** Answers {@code GET /v1/audit} and the like with this. */
    public void script(String methodAndPath, int status, String json) {
        scripted.put(methodAndPath, new Reply(status, SkaldClient.JSON.readTree(json)));
    }

    /** The next requests are answered 503. */
    public void unavailableFor(int requests) {
        unavailable.set(requests);
    }

    /** The next writes take effect, but their answers are lost on the way. */
    public void losesAnswers(int answers) {
        lostAnswers.set(answers);
    }

    /** Is run whenever an order has been placed. */
    public void onOrder(Runnable action) {
        onOrder = action;
    }

    public List<Seen> seen() {
        return seen;
    }

    /** The Authorization headers of all requests, empty where there was none. */
    public List<String> tokens() {
        return tokens;
    }

    /** Requests of this method whose path begins like this. */
    public List<Seen> seen(String method, String path) {
        return seen.stream()
                .filter(request ->
                        request.method().equals(method) && request.path().startsWith(path))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Seen request = read(exchange);
            seen.add(request);
            tokens.add(String.valueOf(exchange.getRequestHeaders()
                    .getOrDefault("Authorization", List.of(""))
                    .getFirst()));
            if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.getResponseHeaders().add("Retry-After", "2");
                send(exchange, FakeShop.problem(503, "overloaded", "Too much to do."));
                return;
            }
            Reply reply = replyTo(request, exchange);
            boolean write = !request.method().equals("GET");
            if (write && lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return; // closed without an answer
            }
            if (request.method().equals("POST") && request.path().equals("/v1/orders")) {
                onOrder.run();
            }
            send(exchange, reply);
        }
    }

    private Reply replyTo(Seen request, HttpExchange exchange) {
        Reply script = scripted.get(request.method() + " " + request.path());
        if (script != null) {
            return script;
        }
        if (request.key() == null) {
            return shop.answer(request);
        }
        String scope = request.method() + " " + request.path().split("/")[2] + " " + request.key();
        String fingerprint = request.path() + request.body();
        synchronized (kept) {
            Kept known = kept.get(scope);
            if (known == null) {
                Reply fresh = shop.answer(request);
                if (fresh.status() < 300) {
                    kept.put(scope, new Kept(fingerprint, fresh));
                }
                return fresh;
            }
            if (!known.fingerprint().equals(fingerprint)) {
                return FakeShop.problem(422, "idempotency-key-reused", "The key was used for another request.");
            }
            exchange.getResponseHeaders().add("Idempotency-Replayed", "true");
            return known.reply();
        }
    }

    private static Seen read(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        URI uri = exchange.getRequestURI();
        ObjectNode empty = SkaldClient.JSON.createObjectNode();
        return new Seen(
                exchange.getRequestMethod(),
                uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                bytes.length == 0 ? empty : SkaldClient.JSON.readTree(bytes));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] bytes = SkaldClient.JSON.writeValueAsBytes(reply.body());
        String type = reply.status() < 400 ? "application/json" : "application/problem+json";
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
