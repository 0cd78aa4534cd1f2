package skald.payments;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skald.database.ServiceDatabase;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.Environment;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The payments service behind HTTP on loopback, with a gateway and the log that it reads. */
final class RunningPayments implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LANES = 2;
    private static final JsonMapper JSON = new JsonMapper();

    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final OrdersLog orders;
    final GatewaySimulator gateway;
    final PaymentsService service;

    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Caller caller = Caller.operator();

    /** In memory without {@code databases}; otherwise on the service's and the gateway's database. */
    RunningPayments(OrdersLog orders, ServiceDatabase @Nullable ... databases) {
        this.orders = orders;
        AtomicLong ids = new AtomicLong();
        Environment environment = new Environment(
                InstantSource.system(),
                () -> new UUID(0x7000, 0x8000_0000_0000_0000L | ids.incrementAndGet()),
                new Random(1),
                threads);
        if (databases == null || databases.length == 0) {
            gateway = GatewaySimulator.inMemory(environment.clock(), _ -> {}, threads);
            service = PaymentsService.inMemory(gateway, environment, LANES);
        } else {
            gateway = GatewaySimulator.onPostgres(databases[1].dataSource(), environment.clock(), _ -> {}, threads);
            service = PaymentsService.onPostgres(databases[0].dataSource(), gateway, environment, LANES);
        }
        service.runtime().subscribe(orders);
        service.runtime().start();
        Edge edge = new Edge(environment.ids(), _ -> caller, Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        service.routes(edge.install(routing));
        server = edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    RunningPayments as(Caller other) {
        caller = other;
        return this;
    }

    void await(BooleanSupplier done) {
        if (!service.runtime().await(done, PATIENCE)) {
            throw new AssertionError("it did not happen within " + PATIENCE + "; the log has " + log());
        }
    }

    /** Everything published so far, in the order of each lane. */
    List<LogEntry> log() {
        List<LogEntry> all = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            all.addAll(service.runtime().feed().read(lane, 0, 10_000));
        }
        all.sort(Comparator.comparing(LogEntry::at));
        return all;
    }

    /** The types of what was published about an order. */
    List<String> said(String orderId) {
        return log().stream()
                .filter(entry -> entry.key().equals(orderId))
                .map(LogEntry::type)
                .toList();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
        server.stop();
        service.runtime().close();
        threads.close();
    }
}
