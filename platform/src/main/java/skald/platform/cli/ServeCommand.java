package skald.platform.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import skald.database.DatabaseException;
import skald.database.DatabaseLogin;
import skald.platform.gateway.Gateway;
import skald.platform.run.Node;
import skald.platform.run.NodeSettings;
import skald.platform.run.StartException;
import skald.toolkit.kafka.KafkaSettings;
import skald.toolkit.kafka.TransportException;

/** {@code skald serve}: one service in this process, or the gateway before them, until it is told to stop. */
@Command(
        name = "serve",
        description = {
            "Runs one service by itself, on a PostgreSQL and a Kafka of yours, or the gateway that joins their routes.",
            "Several processes may run the same service: they share its work, and one that dies is replaced.",
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final String GATEWAY = "gateway";

    private final RootCommand root;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SERVICE",
            description = "users, inventory, payments, shipping, notifications, orders or order-views; or gateway.")
    private String service = "";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:SKALD_HOST:-127.0.0.1}",
            description = "The address that it listens on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:SKALD_PORT:-8080}",
            description = "The port of its routes, health included. 0 takes a free port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            defaultValue = "${env:SKALD_POSTGRES:-}",
            description =
                    "The service's database: jdbc:postgresql://HOST:PORT/DATABASE?user=USER&password=PASSWORD. It has a"
                            + " schema of the service's name (order_views for order-views) that the user owns."
                            + " Default: $SKALD_POSTGRES")
    private String postgres = "";

    @Option(
            names = "--simulator-postgres",
            paramLabel = "URL",
            defaultValue = "${env:SKALD_SIMULATOR_POSTGRES:-}",
            description = "payments and shipping: where the simulated gateway or carrier keeps its books, in a schema"
                    + " gateway_simulator or carrier_simulator. Default: as --postgres")
    private String simulatorPostgres = "";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:SKALD_KAFKA:-}",
            description = "Where Kafka answers; several with commas between. Default: $SKALD_KAFKA")
    private String kafka = "";

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "Properties of Kafka's clients, such as those of TLS and SASL.")
    @Nullable
    private Path kafkaProperties;

    @Option(
            names = "--topic-prefix",
            paramLabel = "NAME",
            defaultValue = "${env:SKALD_TOPIC_PREFIX:-skald}",
            description = "What all topics begin with. Default: ${DEFAULT-VALUE}")
    private String topicPrefix = "";

    @Option(
            names = "--topic-replication",
            paramLabel = "COPIES",
            defaultValue = "-1",
            description = "Copies of a topic that is made; -1 leaves it to the cluster. Default: ${DEFAULT-VALUE}")
    private short topicReplication;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description =
                    "How other processes of this service call it; each its own. Default: host name and process id")
    @Nullable
    private String instance;

    @Option(
            names = "--users",
            paramLabel = "URL",
            defaultValue = "${env:SKALD_USERS:-http://localhost:8080}",
            description =
                    "Where the users service answers, or the gateway: it has the keys that the tokens of users are"
                            + " checked with. Default: ${DEFAULT-VALUE}")
    private String users = "";

    @Option(
            names = "--operator-key-file",
            paramLabel = "FILE",
            description = "The operator's key, the same for all services. Default: $SKALD_OPERATOR_KEY has it")
    @Nullable
    private Path operatorKeyFile;

    @Option(
            names = "--to",
            paramLabel = "SERVICE=URL[,URL]",
            description = "gateway: where a service answers, all its processes; once for each service.")
    private Map<String, String> instances = new LinkedHashMap<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "notifications: mails become files in its folder mails.")
    @Nullable
    private Path data;

    @Mixin
    private BehaviourOptions behaviour = new BehaviourOptions();

    ServeCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw usage("--port must be 0 to 65535, not " + port);
        }
        try {
            if (service.equals(GATEWAY)) {
                Gateway gateway = Gateway.start(host, port, upstreams());
                return untilStopped(gateway, "The gateway", gateway.url());
            }
            Node node = Node.open(nodeSettings());
            CountDownLatch stopped = closeAtEnd(node);
            node.join(this::say);
            node.firstAdmin()
                    .ifPresent(admin -> say("The first admin is " + admin.email() + " with the password "
                            + admin.password() + " (shown this once; ./skald user password sets another)."));
            return announce(stopped, "The " + service + " service", node.url());
        } catch (StartException | DatabaseException | TransportException e) {
            throw new CommandException(Exit.ERROR, String.valueOf(e.getMessage()));
        }
    }

    private int untilStopped(AutoCloseable running, String what, URI url) throws InterruptedException {
        return announce(closeAtEnd(running), what, url);
    }

    private int announce(CountDownLatch stopped, String what, URI url) throws InterruptedException {
        PrintWriter out = commandSpec().commandLine().getOut();
        out.println(what + " is ready at " + url);
        out.flush();
        stopped.await();
        return Exit.OK.code();
    }

    private CountDownLatch closeAtEnd(AutoCloseable running) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            say("Stopping…");
            try {
                running.close();
            } catch (Exception e) {
                say("It did not stop in order: " + e.getMessage());
            }
            stopped.countDown();
        }));
        return stopped;
    }

    private NodeSettings nodeSettings() {
        if (!NodeSettings.SERVICES.contains(service)) {
            throw usage("There is no service \"" + service + "\"; there are " + String.join(", ", NodeSettings.SERVICES)
                    + ", and gateway.");
        }
        DatabaseLogin database = login("--postgres", postgres);
        KafkaSettings settings = kafkaSettings();
        return new NodeSettings(
                service,
                host,
                port,
                instance == null ? defaultInstance() : instance,
                database,
                simulatorPostgres.isBlank() ? database : login("--simulator-postgres", simulatorPostgres),
                settings,
                url("--users", users),
                operatorKey(),
                behaviour.settings(
                        port,
                        data == null ? root.dataFolder() : root.shell().folder().resolve(data),
                        false,
                        root.shell().environment()));
    }

    private DatabaseLogin login(String option, String url) {
        try {
            return JdbcUrl.login(url);
        } catch (IllegalArgumentException e) {
            throw usage(option + " " + e.getMessage());
        }
    }

    private KafkaSettings kafkaSettings() {
        if (kafka.isBlank()) {
            throw usage("Where is Kafka? Name it with --kafka HOST:PORT, or in SKALD_KAFKA.");
        }
        KafkaSettings settings = new KafkaSettings(kafka, topicPrefix, topicReplication, Map.of());
        return kafkaProperties == null
                ? settings
                : settings.with(root.shell().folder().resolve(kafkaProperties));
    }

    private String operatorKey() {
        String key = System.getenv().getOrDefault("SKALD_OPERATOR_KEY", "");
        if (operatorKeyFile != null) {
            Path file = root.shell().folder().resolve(operatorKeyFile);
            try {
                key = Files.readString(file);
            } catch (IOException e) {
                throw usage("--operator-key-file " + file + " cannot be read: " + e.getMessage());
            }
        }
        if (key.strip().length() < 32) {
            throw usage("The operator's key must have 32 characters or more: put one into SKALD_OPERATOR_KEY or into a"
                    + " file that --operator-key-file names, the same for all services.");
        }
        return key.strip();
    }

    private Map<String, List<URI>> upstreams() {
        Map<String, List<URI>> upstreams = new LinkedHashMap<>();
        instances.forEach((name, urls) -> upstreams.put(
                name,
                Arrays.stream(urls.split(",")).map(url -> url("--to", url)).toList()));
        return upstreams;
    }

    private URI url(String option, String url) {
        try {
            URI uri = URI.create(url.strip());
            if ("http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw usage(option + " needs http://HOST:PORT, not \"" + url + "\"");
    }

    private static String defaultInstance() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            name = "localhost";
        }
        return name + '-' + ProcessHandle.current().pid();
    }

    private void say(String message) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println(message);
        err.flush();
    }

    private CommandSpec commandSpec() {
        return Objects.requireNonNull(spec);
    }

    private ParameterException usage(String message) {
        return new ParameterException(commandSpec().commandLine(), message);
    }
}
