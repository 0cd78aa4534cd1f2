package skald.testkit.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka of one broker, which is its own controller, as a process of its own, so that it can be killed. It listens on the
 * loopback interface only: plain, and with a password (SASL) on another port. Not thread-safe.
 */
public final class KafkaBroker implements AutoCloseable {
    /** Who may enter at {@link #addressWithPassword()}. */
    public static final String USER = "skald";
    /** With this password. */
    public static final String PASSWORD = "skald's secret";

    static final String SETTINGS = "server.properties";

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    // Held here, because the JDK forgets the levels of loggers that nobody holds. Clients and tools tell their whole
    // life.
    private static final Logger TALKATIVE = Logger.getLogger("org.apache.kafka");

    static {
        TALKATIVE.setLevel(Level.OFF);
    }

    private static @Nullable KafkaBroker shared; // guarded by the class

    private final Path folder;
    private final int port;
    private final int portWithPassword;
    private @Nullable Process process;

    private KafkaBroker(Path folder, int port, int portWithPassword) {
        this.folder = folder;
        this.port = port;
        this.portWithPassword = portWithPassword;
    }

    /** One broker for each JVM, started by the first who asks and gone, with its files, when the JVM ends. */
    public static synchronized KafkaBroker shared() {
        if (shared == null) {
            try {
                KafkaBroker broker = in(Files.createTempDirectory("skald-kafka"), 0);
                Runtime.getRuntime().addShutdownHook(new Thread(broker::remove));
                broker.start();
                shared = broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    /**
     * A broker that keeps its data in {@code folder}, not started yet.
     *
     * @param port 0 takes a free one
     */
    public static KafkaBroker in(Path folder, int port) {
        int[] free = freePorts();
        int own = port == 0 ? free[0] : port;
        KafkaBroker broker = new KafkaBroker(folder, own, free[1]);
        broker.format(free[2]);
        return broker;
    }

    /** {@code host:port} for everybody. */
    public String address() {
        return "localhost:" + port;
    }

    /** {@code host:port} for those who know the password. */
    public String addressWithPassword() {
        return "localhost:" + portWithPassword;
    }

    /** The id of its process. */
    public long pid() {
        return java.util.Objects.requireNonNull(process, "the broker is not running")
                .pid();
    }

    /** Starts it on the data that are there, and returns when it answers. */
    public void start() {
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xms96m",
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-Dlog4j2.level=WARN",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "kafka.Kafka",
                            settings().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("broker.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer(process);
    }

    /** As {@code kill -9} does it. */
    public void kill() {
        end(true);
    }

    /** In order. */
    @Override
    public void close() {
        end(false);
    }

    private void end(boolean atOnce) {
        Process running = process;
        if (running == null) {
            return;
        }
        process = null;
        if (atOnce) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        try {
            if (!running.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void remove() {
        end(true);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path settings() {
        return folder.resolve(SETTINGS);
    }

    private void format(int controllerPort) {
        boolean isNew = Files.notExists(folder.resolve("data"));
        try {
            Files.writeString(settings(), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%1$d
                controller.listener.names=CONTROLLER
                listeners=PLAIN://localhost:%2$d,PASSWORD://localhost:%3$d,CONTROLLER://localhost:%1$d
                listener.security.protocol.map=PLAIN:PLAINTEXT,PASSWORD:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=PLAIN
                listener.name.password.sasl.enabled.mechanisms=PLAIN
                listener.name.password.plain.sasl.jaas.config=\
                org.apache.kafka.common.security.plain.PlainLoginModule required user_%4$s="%5$s";
                log.dirs=%6$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                # After a crash the controller otherwise waits for the lost broker's session to end.
                broker.heartbeat.interval.ms=300
                broker.session.timeout.ms=1200
                # A small machine has other work too.
                num.network.threads=2
                num.io.threads=2
                log.cleaner.enable=false
                """.formatted(
                            controllerPort, port, portWithPassword, USER, PASSWORD, folder.resolve("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isNew) {
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            String[] command = {
                "format", "-t", Uuid.randomUuid().toString(), "-c", settings().toString()
            };
            if (StorageTool.execute(command, new PrintStream(told)) != 0) {
                throw new IllegalStateException("Kafka cannot format " + folder + ": " + told);
            }
        }
    }

    private void awaitAnswer(Process started) {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", address(),
                "request.timeout.ms", 1_000,
                "default.api.timeout.ms", 1_000);
        while (System.nanoTime() < end && started.isAlive()) {
            try (Admin admin = Admin.create(properties)) {
                admin.describeCluster().nodes().get(1, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | TimeoutException _) {
                // not yet
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        kill();
        throw new IllegalStateException("Kafka does not start: see " + folder.resolve("broker.log"));
    }

    private static int[] freePorts() {
        try (ServerSocket one = free();
                ServerSocket two = free();
                ServerSocket three = free()) {
            return new int[] {one.getLocalPort(), two.getLocalPort(), three.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
