package skald.platform.run;

import com.github.f4b6a3.uuid.UuidCreator;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import skald.database.EmbeddedPostgres;
import skald.platform.audit.Audit;
import skald.platform.audit.AuditApi;
import skald.toolkit.Admission;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.Service;
import skald.toolkit.http.BearerCallers;
import skald.toolkit.http.Callers;
import skald.toolkit.http.DeadLettersApi;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Health;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Limits;
import skald.toolkit.http.OpenApi;
import skald.toolkit.http.Operation;
import skald.toolkit.http.OperatorKey;
import skald.toolkit.http.Routes;
import skald.users.application.FirstAdmin;

/**
 * All services in this process behind one port. Starting returns when requests are answered; closing stops in the order
 * in which nothing is lost: first the port, then the services (each finishes its batch), then the storage.
 */
public final class Platform implements AutoCloseable {
    /** For calls to the outside that are under way when it stops; what is cut off is asked about at the next start. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(1);

    private final Storage storage;
    private final Services services;
    private final WebServer server;
    private final Routes routes;
    private final ExecutorService effects;
    private final Optional<FirstAdmin.Account> firstAdmin;

    private Platform(
            Storage storage,
            Services services,
            WebServer server,
            Routes routes,
            ExecutorService effects,
            Optional<FirstAdmin.Account> firstAdmin) {
        this.storage = storage;
        this.services = services;
        this.server = server;
        this.routes = routes;
        this.effects = effects;
        this.firstAdmin = firstAdmin;
    }

    /**
     * Starts everything.
     *
     * @throws StartException if something outside is in the way; its message says what and what to do
     */
    public static Platform start(Settings settings) {
        Port.requireFree(settings.port());
        Storage storage = Storage.open(settings);
        try {
            ExecutorService effects = Executors.newVirtualThreadPerTaskExecutor();
            Services services = Services.wire(storage, settings, environment(effects));
            connect(services.all());
            services.all().forEach(service -> service.runtime().keeps(settings.retention()));
            services.orders().runtime().admits(Admission.over(InstantSource.system(), onTheWayOfAnOrder(services)));
            services.all().forEach(service -> service.runtime().start());
            try {
                Optional<FirstAdmin.Account> firstAdmin = services.users().firstAdmin();
                Platform platform = serve(storage, services, effects, settings.port(), firstAdmin);
                storage.announce(platform.url());
                return platform;
            } catch (RuntimeException e) {
                services.all().forEach(service -> service.runtime().close());
                throw e;
            }
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** Mails tell of an order and delay none: those that do not keep up wait in their table. */
    private static List<Service> onTheWayOfAnOrder(Services services) {
        return services.all().stream()
                .filter(service -> service != services.notifications())
                .map(HttpService::runtime)
                .toList();
    }

    private static Environment environment(ExecutorService effects) {
        return new Environment(
                // PostgreSQL keeps microseconds: an answer must not differ from what is read later.
                Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000)),
                UuidCreator::getTimeOrderedEpochPlus1,
                RandomGenerator.getDefault(),
                effects);
    }

    /** Every service reads the logs that its definition names, handed over in memory. */
    private static void connect(List<HttpService> services) {
        Map<String, Feed> feeds = services.stream()
                .map(HttpService::runtime)
                .collect(Collectors.toMap(Service::name, Service::feed, (one, _) -> one));
        for (HttpService service : services) {
            service.runtime().definition().sources().stream()
                    .map(feeds::get)
                    .filter(feed -> feed != null)
                    .forEach(service::reads);
        }
    }

    private static Platform serve(
            Storage storage,
            Services services,
            ExecutorService effects,
            int port,
            Optional<FirstAdmin.Account> firstAdmin) {
        Callers callers = new BearerCallers(
                List.of(new OperatorKey(storage.operatorKey()), services.users().tokens()));
        Edge edge = new Edge(UuidCreator::getTimeOrderedEpochPlus1, callers, Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        Routes routes = edge.install(routing);
        services.all().forEach(service -> service.routes(routes));
        new AuditApi(new Audit(services)).routes(routes);
        new DeadLettersApi(services.all()).routes(routes);
        Health.routes(routes, checks(services.all()), details(services.all()));
        OpenApi.serve(routes);
        try {
            WebServer server = edge.listen(WebServer.builder(), "127.0.0.1", port)
                    .shutdownHook(false)
                    .routing(routing)
                    .build()
                    .start();
            return new Platform(storage, services, server, routes, effects, firstAdmin);
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            throw Port.taken(port, e);
        }
    }

    private static List<Health.Check> checks(List<HttpService> services) {
        List<Health.Check> checks = new ArrayList<>();
        for (HttpService service : services) {
            checks.add(Health.check(service.runtime().name(), () -> {
                if (!service.runtime().isRunning()) {
                    throw new IllegalStateException(service.runtime().name() + " is not running");
                }
                service.runtime().read(Function.identity());
            }));
        }
        return checks;
    }

    private static List<Health.Details> details(List<HttpService> services) {
        return services.stream()
                .map(HttpService::runtime)
                .map(service -> new Health.Details(service.name(), () -> numbers(service)))
                .toList();
    }

    private static Map<String, Long> numbers(Service service) {
        Admission.Backlog backlog = service.backlog();
        return Map.of(
                "deadLetters", service.deadLetters().countOpen(),
                "messagesWaiting", backlog.messages(),
                "effectsWaiting", backlog.effects(),
                "requestsWaiting", service.requestsWaiting());
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://localhost:" + server.port());
    }

    /** What may be asked of it, and by whom. */
    List<Operation> operations() {
        return routes.declared();
    }

    /** With this as a bearer token, everything may be asked of it. */
    public String operatorKey() {
        return storage.operatorKey();
    }

    /** The admin's account that this start has made, if it was the first one on this data. */
    public Optional<FirstAdmin.Account> firstAdmin() {
        return firstAdmin;
    }

    /** Its own PostgreSQL, for whoever measures; empty if it keeps everything in memory. */
    public Optional<EmbeddedPostgres> postgres() {
        return switch (storage) {
            case Storage.Memory _ -> Optional.empty();
            case Storage.Embedded embedded -> Optional.of(embedded.postgres());
        };
    }

    /** The services, for the audit. */
    public Services services() {
        return services;
    }

    @Override
    public void close() {
        server.stop();
        services.all().forEach(service -> service.runtime().close());
        endEffects();
        storage.close();
    }

    private void endEffects() {
        effects.shutdown();
        try {
            effects.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        effects.shutdownNow();
    }
}
