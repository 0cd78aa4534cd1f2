package skald.platform.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skald.database.DataFolder;
import skald.orders.SagaStyle;
import skald.platform.Main;
import skald.platform.client.SkaldClient;
import skald.platform.client.Time;

/** A Skald in a process of its own, which can be killed and started again on the same data. Its clients: thread-safe. */
final class Victim implements AutoCloseable {

    private static final String READY = "Skald is ready at ";
    /** Recovery takes a second; on a machine that does ten other things at once, a minute. */
    private static final Duration START = Duration.ofMinutes(3);

    private static final Duration STOP = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path folder;
    private final SagaStyle style;
    private final Time time;
    private final List<SkaldClient> clients = new ArrayList<>();
    private volatile @Nullable SkaldClient client;
    private @Nullable Process process;
    private CompletableFuture<URI> ready = new CompletableFuture<>();

    /** @param folder gets the data, and the log of the process */
    Victim(Path folder, SagaStyle style, Time time) {
        this.folder = folder;
        this.style = style;
        this.time = time;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("skald.log");
    }

    /** Starts it, and returns while it comes up. */
    void launch() {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "start",
                "--port",
                "0",
                "--data",
                data().toString(),
                "--saga",
                style.name());
        // Nothing of the caller's configuration, such as a mail server, is meant for it.
        builder.environment().keySet().removeIf(name -> name.startsWith("SKALD_"));
        builder.redirectInput(Redirect.from(new File("/dev/null"))).redirectError(Redirect.appendTo(log().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ready = new CompletableFuture<>();
        Process started = process;
        CompletableFuture<URI> announced = ready;
        Thread.ofVirtual().name("victim-output").start(() -> listen(started, announced));
    }

    private static void listen(Process process, CompletableFuture<URI> ready) {
        try (var output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(URI.create(line.substring(READY.length())));
                }
            }
        } catch (IOException _) {
            // it was killed
        }
        ready.completeExceptionally(new ChaosException("Skald ended before it was ready."));
    }

    /** Waits until it answers; requests go to this incarnation from then on. */
    void awaitReady() throws InterruptedException {
        try {
            URI url = ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
            SkaldClient fresh = new SkaldClient(url, DataFolder.operatorKey(data()));
            clients.add(fresh);
            client = fresh;
        } catch (ExecutionException e) {
            throw new ChaosException(e.getCause().getMessage() + " Its log: " + log());
        } catch (TimeoutException _) {
            throw new ChaosException("Skald was not ready within " + START + ". Its log: " + log());
        }
    }

    /** The client of the latest incarnation that was ready; it may be dead by now. */
    SkaldClient client() {
        SkaldClient latest = client;
        if (latest == null) {
            throw new IllegalStateException("never ready");
        }
        return latest;
    }

    /** Kills, and returns when it is dead. */
    void strike(Target target) throws InterruptedException {
        Process victim = running();
        switch (target) {
            case EVERYTHING -> {
                Optional<ProcessHandle> postgres = postgres();
                victim.destroyForcibly();
                postgres.ifPresent(ProcessHandle::destroyForcibly);
                victim.waitFor();
            }
            case PROCESS -> victim.destroyForcibly().waitFor();
            case POSTGRES -> kill(() -> postgres().stream().toList());
            case BACKENDS -> kill(this::backends);
        }
    }

    /** Kills them as soon as there are any. */
    private void kill(Supplier<List<ProcessHandle>> processes) throws InterruptedException {
        long start = time.nanos();
        while (time.since(start).compareTo(START) < 0) {
            List<ProcessHandle> found = processes.get();
            found.forEach(ProcessHandle::destroyForcibly);
            if (!found.isEmpty()) {
                return;
            }
            time.pass(POLL);
        }
        throw new ChaosException("There was nothing to kill within " + START + ". Skald's log: " + log());
    }

    /** A process of PostgreSQL calls itself after its task; one that serves a connection, after its client's address. */
    private List<ProcessHandle> backends() {
        return postgres().stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> nameOf(child).contains("127.0.0.1("))
                .toList();
    }

    private static String nameOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException _) {
            return ""; // gone this moment
        }
    }

    /** The server that writes to this data, and was started by this process: no other is touched. */
    private Optional<ProcessHandle> postgres() {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postgres/cluster/postmaster.pid"));
            long pid = lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst());
            return running()
                    .descendants()
                    .filter(child -> child.pid() == pid && child.isAlive())
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty(); // just starting, or between two lives
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("never launched");
        }
        return process;
    }

    boolean isAlive() {
        return running().isAlive();
    }

    /** Asks it to end, as Ctrl-C does; whether it did in time. */
    boolean stop() throws InterruptedException {
        Process stopping = running();
        stopping.destroy();
        return stopping.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Leaves nothing running. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            Optional<ProcessHandle> postgres = postgres();
            process.destroyForcibly().onExit().join();
            postgres.ifPresent(ProcessHandle::destroyForcibly);
        }
        clients.forEach(SkaldClient::close);
    }
}
