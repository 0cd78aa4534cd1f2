package skald.platform.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import skald.database.DataFolder;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;
import skald.database.ServiceDatabase;
import skald.platform.audit.Audit;
import skald.platform.gateway.Gateway;
import skald.testkit.kafka.KafkaBroker;
import skald.toolkit.Service;
import skald.toolkit.http.Operation;
import skald.toolkit.kafka.KafkaSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each service with its own port, database login and Kafka clients, and the gateway before them: as in processes of their own,
 * but in this JVM, so that a test has them quickly. Any of them can be stopped and started.
 */
final class SplitSite implements Site {
    /** Begins the name of a second process of a service; the gateway knows where it would be. */
    private static final String TWIN = "second-";

    private final Settings settings;
    private final KafkaSettings kafka;
    private final DataFolder folder;
    private final EmbeddedPostgres postgres;
    private final Map<String, DatabaseLogin> logins = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final Gateway gateway;

    private SplitSite(Settings settings, KafkaSettings kafka) {
        this.settings = settings;
        this.kafka = kafka;
        this.folder = DataFolder.open(settings.data());
        this.postgres = EmbeddedPostgres.start(folder);
        DataAtRest.OWNERS.forEach(owner -> logins.put(owner, ServiceDatabase.prepare(postgres, owner)));
        Map<String, List<URI>> urls = new LinkedHashMap<>();
        for (String service : NodeSettings.SERVICES) {
            ports.put(service, freePort());
            ports.put(TWIN + service, freePort());
            urls.put(service, List.of(url(service), url(TWIN + service)));
        }
        this.gateway = Gateway.start("127.0.0.1", 0, urls);
        startAll();
    }

    static SplitSite start(Settings settings) {
        // Restarted with the same data it must find the same topics.
        String prefix = "split-" + Integer.toHexString(settings.data().hashCode());
        return new SplitSite(
                settings, KafkaSettings.at(KafkaBroker.shared().address()).withPrefix(prefix));
    }

    private void startAll() {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            NodeSettings.SERVICES.forEach(service -> executor.submit(() -> startService(service)));
        }
        if (nodes.size() < NodeSettings.SERVICES.size()) {
            close();
            throw new IllegalStateException("only these started: " + nodes.keySet());
        }
    }

    /** Starts a service that is not running. */
    void startService(String service) {
        Node node = Node.open(settingsOf(service));
        node.join(_ -> {});
        nodes.put(service, node);
    }

    /** Stops a service; the others go on. */
    void stopService(String service) {
        Objects.requireNonNull(nodes.remove(service)).close();
    }

    /** Starts a second process of a service, by the command of its operator, and returns when it says that it is ready. */
    Process startTwin(String service) {
        DatabaseLogin login = login(service);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "skald.platform.Main",
                "serve",
                service,
                "--port",
                Objects.requireNonNull(ports.get(TWIN + service)).toString(),
                "--kafka",
                kafka.servers(),
                "--users",
                url("users").toString(),
                "--topic-prefix",
                kafka.prefix(),
                "--data",
                settings.data().toString());
        builder.environment()
                .put("SKALD_POSTGRES", login.url() + "?user=" + login.user() + "&password=" + login.password());
        builder.environment().put("SKALD_OPERATOR_KEY", folder.operatorKey());
        try {
            Process twin =
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Runtime.getRuntime().addShutdownHook(new Thread(twin::destroyForcibly));
            String said = twin.inputReader().readLine();
            if (said == null || !said.contains("is ready at")) {
                throw new IllegalStateException("the second process of " + service + " says: " + said);
            }
            return twin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NodeSettings settingsOf(String service) {
        return new NodeSettings(
                service,
                "127.0.0.1",
                Objects.requireNonNull(ports.get(service)),
                service,
                login(service),
                service.equals("shipping") ? login("carrier-simulator") : login("gateway-simulator"),
                kafka,
                url("users"),
                folder.operatorKey(),
                settings);
    }

    private DatabaseLogin login(String owner) {
        return Objects.requireNonNull(logins.get(owner));
    }

    private URI url(String service) {
        return URI.create("http://127.0.0.1:" + ports.get(service));
    }

    @Override
    public URI url() {
        return gateway.url();
    }

    @Override
    public String operatorKey() {
        return folder.operatorKey();
    }

    @Override
    public List<Operation> operations() {
        return gateway.operations();
    }

    @Override
    public Service orders() {
        return Objects.requireNonNull(nodes.get("orders")).service().runtime();
    }

    @Override
    public JsonNode audit(Http http) {
        return DataAtRest.look(logins, services -> JsonMapper.shared().valueToTree(new Audit(services).run()));
    }

    @Override
    public void close() {
        gateway.close();
        nodes.values().forEach(Node::close);
        postgres.close();
        folder.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
