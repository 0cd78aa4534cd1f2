package skald.toolkit.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import skald.toolkit.Idempotency;
import skald.toolkit.Ids;
import skald.toolkit.OverloadedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small shop behind an {@link Edge}, with everything a service may declare. */
final class SampleServer implements AutoCloseable {

    static final UUID KNOWN = UUID.fromString("0190a3c8-7b1e-7c54-9d5e-0f6a1b2c3d4e");
    private static final JsonMapper JSON = new JsonMapper();

    enum Status {
        PLACED,
        ON_HOLD
    }

    record Sku(String code) {
        Sku {
            if (!code.matches("[0-9A-Z]+")) {
                throw new IllegalArgumentException("a sku has digits and capitals only");
            }
        }
    }

    record Line(Sku sku, int quantity) {}

    record Address(String name, String email) {}

    record Order(
            List<Line> lines,
            Address shipTo,
            Optional<String> note,
            Optional<UUID> user,
            Optional<Status> status,
            Optional<Instant> wishedAt,
            Optional<Boolean> gift,
            List<String> tags) {
        Order {
            if (lines.size() == 13) {
                throw new IllegalArgumentException("13 lines bring bad luck");
            }
        }
    }

    record View(int id, Status status, Instant createdAt, Optional<String> note) {}

    final Ids ids = new Ids() {
        private final AtomicLong last = new AtomicLong();

        @Override
        public UUID next() {
            return new UUID(0x7000L, 0x8000000000000000L | last.incrementAndGet());
        }
    };
    final List<Order> orders = new CopyOnWriteArrayList<>();
    final List<Idempotency> keys = new CopyOnWriteArrayList<>();
    final Semaphore waiting = new Semaphore(0);
    final Semaphore go = new Semaphore(0);
    final AtomicBoolean databaseIsUp = new AtomicBoolean(true);

    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    SampleServer(Limits limits) {
        Edge edge = new Edge(ids, Callers.everyoneIsTheOperator(), limits);
        HttpRouting.Builder routing = HttpRouting.builder();
        routes(edge.install(routing));
        server = edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    private void routes(Routes routes) {
        routes.post("/v1/orders", Access.admins(), this::place);
        routes.get("/v1/orders", Access.admins(), SampleServer::list);
        routes.get("/v1/orders/{id}", Access.admins(), request -> Response.ok(request.pathUuid("id")));
        routes.put("/v1/orders/{id}", Access.admins(), SampleServer::change);
        routes.get(
                "/v1/orders/{id}/version",
                Access.admins(),
                _ -> Response.ok("versioned").withETag(ETag.version(7)));
        routes.get(
                "/v1/products/{sku}", Access.admins(), request -> Response.ok(request.pathText("sku", 10, Sku::new)));
        routes.post("/v1/payments", Access.admins(), request -> {
            keys.add(request.requiredIdempotency());
            return Response.created("/v1/payments/1", request.caller());
        });
        routes.get("/v1/trace", Access.admins(), request -> Response.ok(request.trace()));
        routes.post("/v1/echo", Access.admins(), request -> new Response(200, Map.of(), request.body()));
        routes.get("/v1/defect", Access.admins(), _ -> {
            throw new IllegalStateException("SELECT secret FROM users");
        });
        routes.get("/v1/database/{state}", Access.admins(), request -> {
            throw new IllegalStateException(
                    "SELECT secret FROM users", new SQLException("it failed", request.pathText("state", 5)));
        });
        routes.get("/v1/busy", Access.admins(), _ -> {
            throw new OverloadedException("The queue is full.");
        });
        routes.get("/v1/refused", Access.admins(), _ -> Response.of(Problem.conflict("not-now", "Not now.")));
        routes.get("/v1/large", Access.admins(), _ -> Response.text("text/plain", "x".repeat(64 << 20)));
        routes.get("/v1/wait", Access.admins(), _ -> {
            waiting.release();
            go.acquire();
            return Response.noContent();
        });
        routes.raw("GET", "/v1/stream", Access.admins(), (_, response) -> response.send("raw"));
        Health.routes(routes, List.of(Health.check("database", () -> {
            if (!databaseIsUp.get()) {
                throw new IOException("connection to 10.0.0.7 refused");
            }
        })));
    }

    private Response place(Request request) {
        Order order = request.json(fields -> new Order(
                fields.list(
                        "lines",
                        1,
                        1000,
                        line -> new Line(line.text("sku", 64, Sku::new), line.integer("quantity", 1, 1_000_000))),
                fields.object("shipTo", to -> new Address(to.text("name", 20), to.email("email"))),
                fields.optionalText("note", 100),
                fields.optionalUuid("user"),
                fields.optionalWord("status", Status.class),
                fields.optionalInstant("wishedAt"),
                fields.optionalFlag("gift"),
                fields.optionalTexts("tags", 3, 10)));
        orders.add(order);
        return Response.created("/v1/orders/" + KNOWN, order);
    }

    private static Response list(Request request) {
        record Search(
                Optional<Status> status, Optional<Instant> placedAfter, Optional<String> q, int limit, int from) {}
        Search search = request.query(query -> new Search(
                query.optionalWord("status", Status.class),
                query.optionalInstant("placedAfter"),
                query.optionalText("q", 50),
                query.limit(),
                query.after(cursor -> Math.toIntExact(cursor.number(1))).orElse(0)));
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<View> rows = IntStream.rangeClosed(search.from + 1, Math.min(search.from + search.limit + 1, 5))
                .mapToObj(id -> new View(id, Status.ON_HOLD, start.plusSeconds(id), search.q))
                .toList();
        return Response.page(request, Page.cut(rows, search.limit, row -> Cursor.of(row.createdAt(), row.id())));
    }

    private static Response change(Request request) {
        request.requireIfMatch(ETag.version(7));
        return Response.noContent();
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return post(path, json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return send(
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** Sends exactly these bytes and reads until the server closes; for this the request should ask it to. */
    String raw(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String raw(String request) throws IOException {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static String readAll(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        server.stop();
    }
}
