package skald.inventory;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.contracts.Contracts;
import skald.contracts.Line;
import skald.contracts.inventory.CommitStock;
import skald.contracts.inventory.ReleaseStock;
import skald.contracts.inventory.ReserveStock;
import skald.contracts.shipping.ShipmentDispatched;
import skald.toolkit.Environment;
import skald.toolkit.MessageTypes;
import skald.toolkit.SagaRef;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The inventory service behind HTTP on loopback, with the logs that it reads and a clock that can be put forward. */
final class RunningInventory implements AutoCloseable {
    static final Duration HOLD = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();
    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);

    final CommandLog orders = new CommandLog("orders");
    final CommandLog shipping = new CommandLog("shipping");
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicLong keys = new AtomicLong();
    private final InventoryService service;
    private final int lanes;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Caller caller = Caller.operator();

    private RunningInventory(Function<Environment, InventoryService> make, int lanes) {
        AtomicLong ids = new AtomicLong();
        Environment environment = new Environment(
                () -> Instant.ofEpochMilli(System.currentTimeMillis()).plus(ahead.get()),
                () -> new UUID(0x0190a3c8_7b1e_7000L, ids.incrementAndGet() | Long.MIN_VALUE),
                new Random(1),
                Executors.newVirtualThreadPerTaskExecutor());
        this.lanes = lanes;
        this.service = make.apply(environment);
        service.runtime().subscribe(orders);
        service.runtime().subscribe(shipping);
        service.runtime().start();
        HttpRouting.Builder routing = HttpRouting.builder();
        Edge edge = new Edge(environment.ids(), _ -> caller, Limits.standard());
        service.routes(edge.install(routing));
        server = edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    static RunningInventory inMemory(int lanes) {
        return new RunningInventory(environment -> InventoryService.inMemory(HOLD, environment, lanes), lanes);
    }

    static RunningInventory onPostgres(DataSource database, int lanes) {
        return new RunningInventory(
                environment -> InventoryService.onPostgres(database, HOLD, environment, lanes), lanes);
    }

    InventoryService service() {
        return service;
    }

    void as(Caller other) {
        caller = other;
    }

    // --- what other services say ---

    void reserve(UUID orderId, Line... lines) {
        orders.write(orderId.toString(), new ReserveStock(orderId.toString(), List.of(lines)));
    }

    void reserve(UUID orderId, SagaRef saga, Line... lines) {
        orders.write(orderId.toString(), new ReserveStock(orderId.toString(), List.of(lines)), saga);
    }

    void commit(UUID orderId) {
        orders.write(orderId.toString(), new CommitStock(orderId.toString()));
    }

    void release(UUID orderId) {
        orders.write(orderId.toString(), new ReleaseStock(orderId.toString()));
    }

    void dispatched(UUID orderId) {
        shipping.write(orderId.toString(), new ShipmentDispatched(orderId.toString(), "TRACK-1"));
    }

    // --- what the inventory says ---

    /** Waits until all that others said is decided. */
    void settle() {
        if (!service.runtime().await(() -> service.runtime().lag() == 0, PATIENCE)) {
            throw new AssertionError("the inventory did not consume everything in " + PATIENCE);
        }
    }

    /** Puts the clock forward and waits for {@code published} to come of it. */
    void later(Duration time, Class<?> published) {
        long before = count(published);
        ahead.updateAndGet(time::plus);
        // Something to read makes every lane look at the clock.
        orders.write("nobody", new skald.contracts.orders.OrderCompleted("nobody", "nobody"));
        if (!service.runtime().await(() -> count(published) > before, PATIENCE)) {
            throw new AssertionError("no " + published.getSimpleName() + " within " + PATIENCE);
        }
    }

    private long count(Class<?> type) {
        return published().stream().filter(type::isInstance).count();
    }

    List<LogEntry> log() {
        List<LogEntry> all = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            all.addAll(service.runtime().feed().read(lane, 0, 100_000));
        }
        return all;
    }

    List<Object> published() {
        return log().stream()
                .map(entry -> TYPES.decode(entry.type(), entry.body()))
                .toList();
    }

    @Nullable
    StockFact stock(String sku) {
        return service.stockFacts(null, 1_000).stream()
                .filter(fact -> fact.sku().equals(sku))
                .findFirst()
                .orElse(null);
    }

    // --- what people say ---

    void define(String sku, long onHand) throws IOException, InterruptedException {
        put("/v1/products/" + sku, """
            {"name":"Product %s","price":{"amount":100,"currency":"EUR"}}\
            """.formatted(sku));
        if (onHand > 0) {
            move(sku, """
                {"type":"receipt","quantity":%d}\
                """.formatted(onHand));
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> putIfMatch(String path, String etag, String json) throws IOException, InterruptedException {
        return send(to(path).header("If-Match", etag)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> move(String sku, String json) throws IOException, InterruptedException {
        return move(sku, "key-" + keys.incrementAndGet(), json);
    }

    HttpResponse<String> move(String sku, String key, String json) throws IOException, InterruptedException {
        return send(to("/v1/stock/" + sku + "/movements")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
        server.stop();
        service.runtime().close();
    }
}
