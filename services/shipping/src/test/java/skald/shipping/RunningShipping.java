package skald.shipping;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skald.database.ServiceDatabase;
import skald.simulators.carrier.CarrierSimulator;
import skald.toolkit.Environment;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipping service behind HTTP on loopback, with a carrier and the logs that it reads. */
final class RunningShipping implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LANES = 2;
    private static final JsonMapper JSON = new JsonMapper();

    final OtherLog orders = new OtherLog("orders");
    final OtherLog users = new OtherLog("users");
    final ShippingService service;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Caller caller = Caller.operator();

    private RunningShipping(@Nullable ServiceDatabase own, @Nullable ServiceDatabase carriers) {
        AtomicLong ids = new AtomicLong();
        Environment environment = new Environment(
                InstantSource.system(),
                () -> new UUID(0x7000, 0x8000_0000_0000_0000L | ids.incrementAndGet()),
                new Random(1),
                threads);
        CarrierSimulator carrier = carriers == null
                ? CarrierSimulator.inMemory(environment.clock(), _ -> {}, threads)
                : CarrierSimulator.onPostgres(carriers.dataSource(), environment.clock(), _ -> {}, threads);
        service = own == null
                ? ShippingService.inMemory(carrier, environment, LANES)
                : ShippingService.onPostgres(own.dataSource(), carrier, environment, LANES);
        service.runtime().subscribe(orders);
        service.runtime().subscribe(users);
        service.runtime().start();
        Edge edge = new Edge(environment.ids(), _ -> caller, Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        service.routes(edge.install(routing));
        server = edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    static RunningShipping inMemory() {
        return new RunningShipping(null, null);
    }

    static RunningShipping onPostgres(ServiceDatabase own, ServiceDatabase carriers) {
        return new RunningShipping(own, carriers);
    }

    RunningShipping as(Caller other) {
        caller = other;
        return this;
    }

    void await(BooleanSupplier done) {
        if (!service.runtime().await(done, PATIENCE)) {
            throw new AssertionError("it did not happen within " + PATIENCE + "; the log has " + log());
        }
    }

    /** Everything published so far, lane by lane. */
    List<LogEntry> log() {
        List<LogEntry> all = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            all.addAll(service.runtime().feed().read(lane, 0, 10_000));
        }
        return all;
    }

    boolean hasConsumed(OtherLog log) {
        return service.runtime().lag() == 0 && log.head(0) > 0;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(to(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return client.send(to(path).POST(BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(PATIENCE);
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
