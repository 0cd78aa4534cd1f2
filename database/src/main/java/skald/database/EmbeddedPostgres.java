package skald.database;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of our own, in the data folder: real, durable, reachable from this machine only.
 *
 * <p>It lives as long as this object. A supervisor starts it again on the same port when it ends unexpectedly. If this
 * JVM is killed the server stops too where the kernel offers that, and otherwise the next start on the same data folder
 * stops it; either way it recovers everything that was committed. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
    private static final String DATABASE = "skald";

    // Crash recovery replays at most max_wal_size, which takes a slow disk a few minutes.
    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final int READY_POLL_MS = 5;

    // A start can fail for reasons that pass: another program took the port, or the processes of a killed server have
    // not all ended. The pauses between attempts grow up to the limit, 35 s in all.
    private static final int START_ATTEMPTS = 10;
    private static final int LONGEST_PAUSE_MS = 5_000;
    private static final long STABLE_AFTER_NANOS = Duration.ofMinutes(1).toNanos();

    private static final int LOG_LIMIT_BYTES = 10 * 1024 * 1024;
    private static final int FULL_DISK_BYTES = 1024 * 1024;
    private static final int LOG_TAIL_BYTES = 4 * 1024;

    private final DataFolder data;
    private final Cluster cluster;
    private final Map<String, String> overrides;
    private final CompletableFuture<Integer> startedOnPort = new CompletableFuture<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread supervisor;
    private @Nullable Process process; // guarded by this

    private EmbeddedPostgres(DataFolder data, Cluster cluster, Map<String, String> overrides) {
        this.data = data;
        this.cluster = cluster;
        this.overrides = Map.copyOf(overrides);
        // A platform thread that starts the server and stays: the kernel ties the server's life to the thread.
        this.supervisor =
                Thread.ofPlatform().daemon().name("postgres-supervisor").unstarted(this::supervise);
    }

    /**
     * Starts the server of this data folder, creating its database at the first time.
     *
     * @throws DatabaseException if it does not start
     */
    public static EmbeddedPostgres start(DataFolder data) {
        return start(data, Map.of());
    }

    /** Starts the server with settings that replace or add to Skald's own, by their names in postgresql.conf. */
    public static EmbeddedPostgres start(DataFolder data, Map<String, String> settings) {
        try {
            Cluster cluster = Cluster.open(data);
            Postmaster.stopOrphan(cluster);
            prepare(cluster.log());
            EmbeddedPostgres server = new EmbeddedPostgres(data, cluster, settings);
            server.supervisor.start();
            try {
                server.startedOnPort.join();
                server.createDatabase();
                return server;
            } catch (CompletionException e) {
                throw e.getCause() instanceof DatabaseException known ? known : e;
            } catch (SQLException | RuntimeException e) {
                server.close();
                throw new DatabaseException("PostgreSQL started but cannot be used: " + e.getMessage(), e);
            }
        } catch (IOException e) {
            throw DataFolderException.from(data.path(), e);
        }
    }

    /** The superuser's login to the database that holds all services' schemas. */
    public DatabaseLogin admin() {
        return login(DATABASE);
    }

    /** The process number of the server, for whoever measures or kills it. */
    public synchronized long pid() {
        return process == null ? -1 : process.pid();
    }

    /** Where the passwords of the services' roles are kept. */
    Path servicePasswords() {
        return data.path().resolve("service-passwords.properties");
    }

    /** Stops the server; open transactions are rolled back. */
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
            supervisor.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts the server, and again whenever it ends, until it is closed. */
    private void supervise() {
        try {
            int port = freePort();
            int failures = 0;
            while (closing.getCount() > 0) {
                long startedAt = System.nanoTime();
                DatabaseException failure = runOnce(port);
                if (closing.getCount() == 0) {
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
                pause(failures);
            }
        } catch (IOException e) {
            giveUp(DataFolderException.from(data.path(), e));
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
    private DatabaseException runOnce(int port) throws IOException, InterruptedException {
        long logged = Files.size(cluster.log());
        Process current;
        synchronized (this) {
            if (closing.getCount() == 0) {
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
        return failed(current.exitValue(), logged);
    }

    private DatabaseException failed(int exitCode, long logged) throws IOException {
        String said = tail(cluster.log(), logged);
        // On a full disk its last words may be missing from the log.
        if (Files.getFileStore(cluster.home()).getUsableSpace() < FULL_DISK_BYTES) {
            return DataFolderException.diskFull(data.path());
        }
        return new DatabaseException(
                "PostgreSQL ended with code %d. It said, in %s:%n%s".formatted(exitCode, cluster.log(), said));
    }

    private static boolean mayPass(DatabaseException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("could not create any TCP/IP sockets")
                || message.contains("Address already in use")
                || message.contains("pre-existing shared memory block");
    }

    private void pause(int failures) throws InterruptedException {
        long pauseMs = Math.min(LONGEST_PAUSE_MS, 50L << Math.min(failures, 10));
        closing.await(pauseMs, TimeUnit.MILLISECONDS);
    }

    private void createDatabase() throws SQLException {
        DatabaseLogin login = login("postgres");
        try (Connection connection = DriverManager.getConnection(login.url(), login.properties());
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            return rows.next();
        }
    }

    private DatabaseLogin login(String database) {
        try {
            String url = "jdbc:postgresql://127.0.0.1:" + startedOnPort.join() + "/" + database;
            return new DatabaseLogin(url, Cluster.SUPERUSER, cluster.password());
        } catch (IOException e) {
            throw DataFolderException.from(data.path(), e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Leaves a log of bounded size, which only its owner may read: messages can quote data. */
    private static void prepare(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static String tail(Path log, long from) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            channel.position(Math.max(from, channel.size() - LOG_TAIL_BYTES));
            InputStream stream = Channels.newInputStream(channel);
            return new String(stream.readNBytes(LOG_TAIL_BYTES), StandardCharsets.UTF_8);
        }
    }
}
