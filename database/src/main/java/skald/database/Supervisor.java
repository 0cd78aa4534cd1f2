package skald.database;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one server running on a cluster: starts it, and again on the same port when it ends unexpectedly. */
final class Supervisor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Supervisor.class.getName());

    // Crash recovery replays at most max_wal_size, which takes a slow disk a few minutes.
    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final int READY_POLL_MS = 5;

    // The first start can fail for reasons that pass: another program took the port, or the processes of a killed
    // server
    // have not all ended. The pauses between attempts grow up to the limit, half a minute in all.
    private static final int START_ATTEMPTS = 10;
    private static final int LONGEST_PAUSE_MS = 5_000;
    private static final long STABLE_AFTER_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int FULL_DISK_BYTES = 1024 * 1024;

    private final Cluster cluster;
    private final Map<String, String> overrides;
    private final CompletableFuture<Integer> startedOnPort = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Process process; // guarded by this

    Supervisor(Cluster cluster, Map<String, String> overrides) {
        this.cluster = cluster;
        this.overrides = Map.copyOf(overrides);
        // A platform thread that starts the server and stays: the kernel ties the server's life to the thread.
        this.thread = Thread.ofPlatform().daemon().name("postgres-supervisor").unstarted(this::supervise);
    }

    /** Starts the server and waits until it accepts connections; returns on which port. */
    int start() {
        thread.start();
        try {
            return startedOnPort.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DatabaseException known ? known : e;
        }
    }

    synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    @Override
    public void close() {
        closing.countDown();
        @Nullable Process running;
        synchronized (this) {
            running = process;
        }
        if (running != null && running.isAlive()) {
            Postmaster.stop(running.toHandle());
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            int port = freePort();
            int failures = 0;
            while (!isClosing()) {
                long startedAt = System.nanoTime();
                DatabaseException failure = runOnce(port);
                if (isClosing()) {
                    return;
                }
                failures = System.nanoTime() - startedAt > STABLE_AFTER_NANOS ? 1 : failures + 1;
                if (!startedOnPort.isDone()) {
                    if (failures == START_ATTEMPTS || !mayPass(failure)) {
                        giveUp(failure);
                        return;
                    }
                    port = freePort();
                }
                LOG.log(Level.WARNING, "PostgreSQL ended unexpectedly and is started again. " + failure.getMessage());
                closing.await(Math.min(LONGEST_PAUSE_MS, 50L << Math.min(failures, 10)), TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            giveUp(DataFolderException.from(cluster.home(), e));
        } catch (DatabaseException e) {
            giveUp(e);
        } catch (InterruptedException _) {
            giveUp(new DatabaseException("PostgreSQL's supervisor was interrupted."));
        }
    }

    private void giveUp(DatabaseException reason) {
        if (!startedOnPort.completeExceptionally(reason)) {
            LOG.log(Level.ERROR, "PostgreSQL is not started again. Restart Skald.", reason);
        }
    }

    /** Runs one server process from its start to its end, and returns why it ended. */
    private DatabaseException runOnce(int port) throws InterruptedException {
        try {
            long logged = cluster.log().size();
            Process current;
            synchronized (this) {
                if (isClosing()) {
                    return new DatabaseException("PostgreSQL was closed.");
                }
                current = Postmaster.start(cluster, port, overrides);
                process = current;
            }
            long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
            while (!current.waitFor(READY_POLL_MS, TimeUnit.MILLISECONDS)) {
                if (Postmaster.isReady(cluster, current)) {
                    startedOnPort.complete(port);
                    current.waitFor();
                } else if (System.nanoTime() > deadline) {
                    Postmaster.stop(current.toHandle());
                }
            }
            return ended(current.exitValue(), logged);
        } catch (IOException e) {
            return DataFolderException.from(cluster.home(), e);
        }
    }

    private DatabaseException ended(int exitCode, long logged) throws IOException {
        // On a full disk its last words may be missing from the log.
        if (Files.getFileStore(cluster.home()).getUsableSpace() < FULL_DISK_BYTES) {
            return DataFolderException.diskFull(cluster.home());
        }
        return new DatabaseException("PostgreSQL ended with code %d. It said, in %s:%n%s"
                .formatted(exitCode, cluster.log().file(), cluster.log().since(logged)));
    }

    private static boolean mayPass(DatabaseException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("could not create any TCP/IP sockets")
                || message.contains("Address already in use")
                || message.contains("pre-existing shared memory block");
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
