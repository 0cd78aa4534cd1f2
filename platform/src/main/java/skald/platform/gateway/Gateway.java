package skald.platform.gateway;

import com.github.f4b6a3.uuid.UuidCreator;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import skald.platform.run.NodeSettings;
import skald.platform.run.Services;
import skald.platform.run.StartException;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Endpoint;
import skald.toolkit.http.Health;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Limits;
import skald.toolkit.http.OpenApi;
import skald.toolkit.http.Operation;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/**
 * The routes of all services on one port. Which service has which route it learns from the services themselves, as they
 * declare them; who may call is their business too. It keeps nothing, so that any number of them may run.
 */
public final class Gateway implements AutoCloseable {
    private static final Endpoint NO_STREAM = _ -> Response.of(Problem.of(
            501,
            "not-streamed",
            "The gateway passes no streams on. Ask the order-views service itself, or ask for the order again."));

    private final WebServer server;
    private final HttpClient client;
    private final Routes routes;

    private Gateway(WebServer server, HttpClient client, Routes routes) {
        this.server = server;
        this.client = client;
        this.routes = routes;
    }

    /**
     * Starts to answer; the services need not be there yet.
     *
     * @param host the address that it listens on
     * @param port 0 takes a free one
     * @param instances of each service, by its name
     * @throws StartException if a service is missing or unknown, or the port is taken
     */
    public static Gateway start(String host, int port, Map<String, List<URI>> instances) {
        requireAll(instances);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Upstream.CONNECT)
                .build();
        SortedMap<String, Upstream> services = new TreeMap<>();
        instances.forEach((name, urls) -> services.put(name, new Upstream(name, urls, client)));

        Edge edge = new Edge(UuidCreator::getTimeOrderedEpochPlus1, _ -> Caller.anonymous(), Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        Routes routes = edge.install(routing);
        for (HttpService service : Services.described().all()) {
            Upstream upstream =
                    Objects.requireNonNull(services.get(service.runtime().name()));
            service.routes(routes.answeredBy(operation -> operation.path().endsWith("/events") ? NO_STREAM : upstream));
        }
        new JoinedDeadLetters(services).routes(routes);
        // It is ready whoever is away, because the others go on.
        Health.routes(
                routes,
                List.of(),
                services.values().stream()
                        .map(service -> new Health.Details(service.service(), service::numbers))
                        .toList());
        OpenApi.serve(routes);
        try {
            WebServer server = edge.listen(WebServer.builder(), host, port)
                    .shutdownHook(false)
                    .routing(routing)
                    .build()
                    .start();
            return new Gateway(server, client, routes);
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            client.close();
            throw new StartException("Port " + port + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireAll(Map<String, List<URI>> instances) {
        List<String> missing = new ArrayList<>(NodeSettings.SERVICES);
        missing.removeAll(instances.keySet());
        List<String> unknown = new ArrayList<>(instances.keySet());
        unknown.removeAll(NodeSettings.SERVICES);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new StartException(
                    "The gateway needs to know where each service answers, also one that is not started yet."
                            + (missing.isEmpty() ? "" : " Missing: " + String.join(", ", missing) + ".")
                            + (unknown.isEmpty() ? "" : " There is no service " + String.join(", ", unknown) + "."));
        }
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://localhost:" + server.port());
    }

    /** What may be asked of it, as its services declare it. */
    public List<Operation> operations() {
        return routes.declared();
    }

    @Override
    public void close() {
        server.stop();
        client.close();
    }
}
