package skald.platform.run;

import com.github.f4b6a3.uuid.UuidCreator;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import skald.database.EmbeddedPostgres;
import skald.platform.audit.Audit;
import skald.platform.audit.AuditApi;
import skald.toolkit.Admission;
import skald.toolkit.Feed;
import skald.toolkit.Service;
import skald.toolkit.http.BearerCallers;
import skald.toolkit.http.Callers;
import skald.toolkit.http.DeadLettersApi;
import skald.toolkit.http.Edge;
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
            Services services = Services.wire(storage, settings, Surroundings.real(effects));
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
        Condition.routes(routes, services.all());
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
            case Storage.Memory _, Storage.External _ -> Optional.empty();
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
        Surroundings.end(effects);
        storage.close();
    }
}
