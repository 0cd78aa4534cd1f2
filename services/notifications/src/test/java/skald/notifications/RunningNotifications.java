package skald.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import skald.toolkit.Environment;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The notifications service behind HTTP on loopback, reading logs that the test writes, by a clock that it moves. */
final class RunningNotifications implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    final EventLog users;
    final EventLog orders;
    private final AtomicLong secondsSinceNoon = new AtomicLong();
    private final NotificationsService service;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Caller caller = Caller.operator();

    RunningNotifications(EventLog users, EventLog orders, Function<Environment, NotificationsService> wiring) {
        this.users = users;
        this.orders = orders;
        AtomicLong last = new AtomicLong();
        Environment environment = new Environment(
                this::now,
                () -> new UUID(0x0190_a3c8_7b20_7000L, 0x8000_0000_0000_0000L | last.incrementAndGet()),
                new Random(1),
                Executors.newVirtualThreadPerTaskExecutor());
        service = wiring.apply(environment);
        service.runtime().subscribe(users);
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

    RunningNotifications(Function<Environment, NotificationsService> wiring) {
        this(new EventLog("users"), new EventLog("orders"), wiring);
    }

    private Instant now() {
        return SomeMail.NOON.plusSeconds(secondsSinceNoon.get());
    }

    RunningNotifications as(Caller other) {
        caller = other;
        return this;
    }

    /** Has seconds pass until {@code done}. */
    void eventually(BooleanSupplier done) {
        boolean happened = service.runtime()
                .await(
                        () -> {
                            secondsSinceNoon.incrementAndGet();
                            users.signal();
                            return done.getAsBoolean();
                        },
                        Duration.ofDays(1));
        assertThat(happened).as("what should happen within a day").isTrue();
    }

    /** Waits until all events so far are consumed; the clock stands still. */
    void consume() {
        assertThat(service.runtime().await(() -> service.runtime().lag() == 0, Duration.ofDays(1)))
                .isTrue();
    }

    /** The notifications of an order, the latest first. */
    JsonNode of(UUID order) {
        HttpResponse<String> answer = get("/v1/notifications?order=" + order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("items");
    }

    boolean isAt(UUID order, String status) {
        return of(order).path(0).path("status").asString("").equals(status);
    }

    NotificationsService service() {
        return service;
    }

    HttpResponse<String> get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
