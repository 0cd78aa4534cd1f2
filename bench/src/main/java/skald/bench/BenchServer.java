package skald.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skald.database.DataFolder;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;

/**
 * A PostgreSQL for one benchmark, with the settings that Skald itself runs with, in a temporary folder that is removed at
 * the end. Each run gets a database of its own in it.
 */
public final class BenchServer implements AutoCloseable {
    private final Path folder;
    private final DataFolder data;
    private final EmbeddedPostgres postgres;
    private int databases;

    private BenchServer(Path folder, DataFolder data, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.data = data;
        this.postgres = postgres;
    }

    /** Starts it. */
    public static BenchServer start() {
        try {
            Path folder = Files.createTempDirectory("skald-bench-");
            // Open for entering: under root the server runs as another user.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            try {
                DataFolder data = DataFolder.open(folder);
                try {
                    return new BenchServer(folder, data, EmbeddedPostgres.start(data, Map.of()));
                } catch (RuntimeException e) {
                    data.close();
                    throw e;
                }
            } catch (RuntimeException e) {
                delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The superuser's login to a database that no run uses. */
    public DatabaseLogin admin() {
        return postgres.admin();
    }

    /** The process of the server. */
    public ProcessHandle process() {
        return ProcessHandle.of(postgres.pid()).orElseThrow();
    }

    /** A new, empty database. */
    String create() throws SQLException {
        String name = "bench_" + ++databases;
        execute("create database " + name);
        return name;
    }

    DatabaseLogin login(String database) {
        DatabaseLogin admin = admin();
        String url = admin.url().substring(0, admin.url().lastIndexOf('/') + 1) + database;
        return new DatabaseLogin(url, admin.user(), admin.password());
    }

    /** A new, empty folder. */
    Path newFolder(String name) throws IOException {
        return Files.createTempDirectory(folder, name + "-");
    }

    void drop(String database) throws SQLException {
        execute("drop database " + database + " with (force)");
    }

    /** Writes out what earlier runs left, so that the next one does not pay for it. */
    void checkpoint() throws SQLException {
        execute("checkpoint");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection to {@link #admin}'s database. */
    public Connection connect() throws SQLException {
        DatabaseLogin admin = admin();
        return DriverManager.getConnection(admin.url(), admin.user(), admin.password());
    }

    @Override
    public void close() {
        postgres.close();
        data.close();
        delete(folder);
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    // PostgreSQL's last files go while we look.
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
