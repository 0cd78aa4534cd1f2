package skald.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search engine of one node as a process of its own, so that it can be killed. It listens on the loopback interface only,
 * without a password. Not thread-safe.
 */
public final class SearchNode implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final String classPath;
    private final String main;
    private @Nullable Process process;

    private SearchNode(Path folder, int port, String classPath, String main) {
        this.folder = folder;
        this.port = port;
        this.classPath = classPath;
        this.main = main;
    }

    /**
     * A node that is not started yet; its files go when the JVM ends.
     *
     * @param main the class that runs it, given a folder for its data and a port
     */
    public static SearchNode temporary(String classPath, String main) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SearchNode node =
                    new SearchNode(Files.createTempDirectory("skald-search"), free.getLocalPort(), classPath, main);
            Files.createDirectories(node.folder.resolve("config"));
            Runtime.getRuntime().addShutdownHook(new Thread(node::remove));
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it keeps everything. */
    public Path folder() {
        return folder;
    }

    /** Where it answers. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The id of its process. */
    public long pid() {
        return Objects.requireNonNull(process, "the node is not running").pid();
    }

    /** Starts it on the data that are there, and returns when it answers. */
    public void start() {
        Path log = folder.resolve("node.log");
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xms128m",
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+ExitOnOutOfMemoryError",
                            "--add-modules=jdk.incubator.vector",
                            "-Dlog4j2.level=WARN",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPath,
                            main,
                            folder.toString(),
                            Integer.toString(port)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer(process, log);
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

    private void awaitAnswer(Process started, Path log) {
        HttpRequest health = HttpRequest.newBuilder(
                        address().resolve("/_cluster/health?wait_for_status=yellow&timeout=5s"))
                .timeout(Duration.ofSeconds(6))
                .build();
        long end = System.nanoTime() + LONGEST_START.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < end && started.isAlive()) {
                if (answers(client, health)) {
                    return;
                }
            }
        }
        kill();
        throw new IllegalStateException("the search engine does not start: see " + log);
    }

    private static boolean answers(HttpClient client, HttpRequest health) {
        try {
            return client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
