package skald.platform.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import skald.database.DataFolder;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;
import skald.database.ServiceDatabase;
import skald.platform.run.DataAtRest;
import skald.platform.run.NodeSettings;

/**
 * The whole split topology on this machine, with all data in one folder: PostgreSQL, a Kafka, a process for each service and one
 * for the gateway. For trying things out and measuring; where it matters, each has a machine and a supervisor of its own.
 */
public final class Cluster implements AutoCloseable {
    /** In the data folder: the address of each member, by its name. */
    public static final String MEMBERS = "cluster.properties";
    /** In the data folder: the databases, as {@code skald audit --databases} reads them. */
    public static final String DATABASES = "databases.properties";

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=4",
            "-Xmx256m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED");

    private final DataFolder folder;
    private final EmbeddedPostgres postgres;
    private final Consumer<String> says;
    private final Map<String, URI> urls = new LinkedHashMap<>();
    private final List<Member> members = new ArrayList<>();

    private Cluster(DataFolder folder, EmbeddedPostgres postgres, Consumer<String> says) {
        this.folder = folder;
        this.postgres = postgres;
        this.says = says;
    }

    /**
     * Starts everything, and returns when the gateway and all services are ready.
     *
     * @param port the gateway's; 0 takes a free one
     * @param brokerClasses the class path of the Kafka broker
     * @param more further arguments for every service, such as {@code --saga choreography}
     * @param says is told what happens
     * @throws ClusterException if one of them does not become ready
     */
    public static Cluster up(Path data, int port, String brokerClasses, List<String> more, Consumer<String> says) {
        DataFolder folder = DataFolder.open(data);
        try {
            Cluster cluster = new Cluster(folder, EmbeddedPostgres.start(folder), says);
            try {
                cluster.start(port == 0 ? freePort() : port, brokerClasses, more);
                return cluster;
            } catch (RuntimeException | IOException e) {
                cluster.close();
                throw e;
            }
        } catch (IOException e) {
            folder.close();
            throw new ClusterException("The cluster cannot be started: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void start(int gatewayPort, String brokerClasses, List<String> more) throws IOException {
        Map<String, DatabaseLogin> logins = new LinkedHashMap<>();
        DataAtRest.OWNERS.forEach(owner -> logins.put(owner, ServiceDatabase.prepare(postgres, owner)));
        write(
                DATABASES,
                logins.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, one -> url(one.getValue()))));

        Path logs = Files.createDirectories(folder.path().resolve("logs"));
        Path broker = Files.createDirectories(folder.path().resolve("kafka"));
        // The address of its broker is part of what Kafka keeps; a free port would be another one at the next start.
        int kafkaPort = Integer.parseInt(known().getProperty("kafka-port", Integer.toString(freePort())));
        List<String> kafka = new ArrayList<>(java(brokerClasses));
        kafka.addAll(List.of("skald.testkit.kafka.LocalKafka", broker.toString(), Integer.toString(kafkaPort)));
        members.add(new Member("kafka", kafka, Map.of(), logs.resolve("kafka.log"), says));

        NodeSettings.SERVICES.forEach(service -> urls.put(service, URI.create("http://localhost:" + freePort())));
        urls.put("gateway", URI.create("http://localhost:" + gatewayPort));
        for (String service : NodeSettings.SERVICES) {
            members.add(service(service, logins, kafkaPort, more, logs));
        }
        members.add(gateway(logs));
        awaitReady();
        Map<String, String> told = new LinkedHashMap<>();
        urls.forEach((name, url) -> told.put(name, url.toString()));
        told.put("kafka-port", Integer.toString(kafkaPort));
        write(MEMBERS, told);
        folder.announce(url());
    }

    private Member service(
            String service, Map<String, DatabaseLogin> logins, int kafkaPort, List<String> more, Path logs) {
        List<String> command = new ArrayList<>(java(System.getProperty("java.class.path")));
        command.addAll(List.of(
                "skald.platform.Main",
                "serve",
                service,
                "--port",
                port(service),
                "--kafka",
                "localhost:" + kafkaPort,
                "--users",
                Objects.requireNonNull(urls.get("users")).toString(),
                "--data",
                folder.path().toString()));
        command.addAll(more);
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SKALD_OPERATOR_KEY", folder.operatorKey());
        environment.put("SKALD_POSTGRES", url(Objects.requireNonNull(logins.get(service))));
        String simulator = service.equals("shipping") ? "carrier-simulator" : "gateway-simulator";
        environment.put("SKALD_SIMULATOR_POSTGRES", url(Objects.requireNonNull(logins.get(simulator))));
        return new Member(service, command, environment, logs.resolve(service + ".log"), says);
    }

    private Member gateway(Path logs) {
        List<String> command = new ArrayList<>(java(System.getProperty("java.class.path")));
        command.addAll(List.of("skald.platform.Main", "serve", "gateway", "--port", port("gateway")));
        for (String service : NodeSettings.SERVICES) {
            command.addAll(List.of("--to", service + '=' + urls.get(service)));
        }
        return new Member("gateway", command, Map.of(), logs.resolve("gateway.log"), says);
    }

    private static List<String> java(String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-Dskald.home=" + System.getProperty("skald.home", "."));
        command.add("-cp");
        command.add(classPath);
        return command;
    }

    private void awaitReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            long end = System.nanoTime() + LONGEST_START.toNanos();
            for (Map.Entry<String, URI> member : urls.entrySet()) {
                while (!isReady(client, member.getValue())) {
                    if (System.nanoTime() > end) {
                        throw new ClusterException(
                                member.getKey() + " was not ready within " + LONGEST_START.toMinutes()
                                        + " minutes: see " + folder.path().resolve("logs"),
                                null);
                    }
                    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                }
            }
        }
    }

    /** Whether a member says that it is ready. */
    public static boolean isReady(HttpClient client, URI member) {
        try {
            HttpRequest request = HttpRequest.newBuilder(member.resolve("/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Properties known() throws IOException {
        Properties known = new Properties();
        Path file = folder.path().resolve(MEMBERS);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                known.load(reader);
            }
        }
        return known;
    }

    private void write(String name, Map<String, String> lines) throws IOException {
        Path file = folder.path().resolve(name);
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        StringBuilder text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(file, text);
    }

    private static String url(DatabaseLogin login) {
        return login.url() + "?user=" + login.user() + "&password=" + login.password();
    }

    private String port(String member) {
        return Integer.toString(Objects.requireNonNull(urls.get(member)).getPort());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ClusterException("No port is free: " + e.getMessage(), e);
        }
    }

    /** Where the gateway answers. */
    public URI url() {
        return Objects.requireNonNull(urls.get("gateway"));
    }

    /** Stops the gateway and the services, then Kafka and PostgreSQL. */
    @Override
    public void close() {
        members.reversed().forEach(Member::close);
        postgres.close();
        folder.close();
    }
}
