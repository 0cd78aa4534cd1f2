package skald.platform.run;

import com.github.f4b6a3.uuid.UuidCreator;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import skald.toolkit.Admission;
import skald.toolkit.Feed;
import skald.toolkit.NotOwnerException;
import skald.toolkit.Service;
import skald.toolkit.Sharing;
import skald.toolkit.http.BearerCallers;
import skald.toolkit.http.BearerTokens;
import skald.toolkit.http.DeadLettersApi;
import skald.toolkit.http.Edge;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Limits;
import skald.toolkit.http.OpenApi;
import skald.toolkit.http.OperatorKey;
import skald.toolkit.http.Routes;
import skald.toolkit.kafka.KafkaAwayException;
import skald.toolkit.kafka.KafkaTransport;
import skald.users.UsersService;
import skald.users.application.FirstAdmin;

/**
 * One service in this process, on a database of its own, behind a port of its own, joined with the others by Kafka. Several
 * processes may run the same service: they share its lanes.
 */
public final class Node implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    /** A word to whoever waits, at first and then every so many tries: half a minute. */
    private static final int TRIES_PER_WORD = 120;

    /** Longer than the lease of a process that was killed. */
    private static final Duration FOR_A_LANE = Duration.ofSeconds(10);

    private final NodeSettings settings;
    private final Storage storage;
    private final HttpService service;
    private final ExecutorService effects;
    private final KafkaTransport transport;
    private final WebServer server;
    private volatile boolean stopping;

    private Node(
            NodeSettings settings,
            Storage storage,
            HttpService service,
            ExecutorService effects,
            KafkaTransport transport,
            WebServer server) {
        this.settings = settings;
        this.storage = storage;
        this.service = service;
        this.effects = effects;
        this.transport = transport;
        this.server = server;
    }

    /**
     * Opens the database and the port. Requests are refused until {@link #join}; the health can be asked for.
     *
     * @throws StartException if something outside is in the way; its message says what and what to do
     */
    public static Node open(NodeSettings settings) {
        Port.requireFree(settings.port());
        KafkaTransport transport = new KafkaTransport(settings.service(), settings.kafka());
        try {
            Settings behaviour = settings.behaviour();
            Storage storage = Storage.External.open(
                    settings.databases(), behaviour.data().resolve("mails"), settings.operatorKey());
            try {
                ExecutorService effects = Executors.newVirtualThreadPerTaskExecutor();
                HttpService service =
                        new Wiring(storage, behaviour, Surroundings.real(effects)).service(settings.service());
                Service runtime = service.runtime();
                runtime.keeps(behaviour.retention());
                runtime.admits(Admission.over(InstantSource.system(), List.of(runtime)));
                return new Node(settings, storage, service, effects, transport, serve(settings, service));
            } catch (RuntimeException e) {
                storage.close();
                throw e;
            }
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private static WebServer serve(NodeSettings settings, HttpService service) {
        BearerTokens tokens = service instanceof UsersService users
                ? users.tokens()
                : UsersService.tokensOf(settings.users(), InstantSource.system());
        BearerCallers callers = new BearerCallers(List.of(new OperatorKey(settings.operatorKey()), tokens));
        Edge edge = new Edge(UuidCreator::getTimeOrderedEpochPlus1, callers, Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        Routes routes = edge.install(routing);
        service.routes(routes);
        new DeadLettersApi(List.of(service)).routes(routes);
        Condition.routes(routes, List.of(service));
        OpenApi.serve(routes);
        try {
            return edge.listen(WebServer.builder(), settings.host(), settings.port())
                    .shutdownHook(false)
                    .routing(routing)
                    .build()
                    .start();
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            throw Port.taken(settings.port(), e);
        }
    }

    /**
     * Publishes the service's log, finds the logs that it reads, and starts its work. Returns when it works, which takes
     * until Kafka answers and every service that it reads has been started once.
     *
     * @param waiting is told what is waited for
     * @throws skald.toolkit.kafka.TransportException if Kafka or a topic is not as it must be
     */
    public void join(Consumer<String> waiting) {
        Service runtime = service.runtime();
        await(waiting, settings.kafka() + " to answer", () -> {
            transport.publish(runtime.feed(), runtime::ownLanes);
            return Optional.of(true);
        });
        List<Feed> feeds = new ArrayList<>();
        for (String source : runtime.definition().sources()) {
            String first = "the topic " + settings.kafka().topic(source) + ", which the " + source
                    + " service makes when it starts for the first time";
            await(waiting, first, () -> transport.feed(source)).ifPresent(feeds::add);
        }
        if (!stopping) {
            feeds.forEach(service::reads);
            runtime.start(Sharing.as(settings.instance()));
        }
    }

    /** Empty only if it was closed meanwhile. */
    private <T> Optional<T> await(Consumer<String> waiting, String what, Supplier<Optional<T>> attempt) {
        for (int tries = 0; !stopping; tries++) {
            Optional<T> found;
            try {
                found = attempt.get();
            } catch (KafkaAwayException _) {
                found = Optional.empty();
            }
            if (found.isPresent()) {
                return found;
            }
            if (tries % TRIES_PER_WORD == 0) {
                waiting.accept("The " + settings.service() + " service waits for " + what + ".");
            }
            LockSupport.parkNanos(this, BETWEEN_TRIES.toNanos());
        }
        return Optional.empty();
    }

    /** The admin's account that the users service makes here if nobody can sign in yet; after {@link #join}. */
    public Optional<FirstAdmin.Account> firstAdmin() {
        if (service instanceof UsersService users) {
            try {
                Service runtime = users.runtime();
                return runtime.await(() -> !runtime.ownLanes().isEmpty(), FOR_A_LANE)
                        ? users.firstAdmin()
                        : Optional.empty();
            } catch (NotOwnerException _) {
                return Optional.empty(); // another process has the lane, and makes it
            }
        }
        return Optional.empty();
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://localhost:" + server.port());
    }

    /** The service that runs here. */
    HttpService service() {
        return service;
    }

    @Override
    public void close() {
        stopping = true;
        server.stop();
        service.runtime().close();
        transport.close();
        Surroundings.end(effects);
        storage.close();
    }
}
