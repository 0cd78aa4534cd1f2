package skald.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.database.DataFolder;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;
import skald.database.PoolSize;
import skald.database.ServiceDatabase;

/**
 * The real PostgreSQL for tests: one server for each JVM, started by the first test that asks and gone, with its files,
 * when the JVM ends. It is as durable as in production. Thread-safe.
 */
public final class TestPostgres {
    // Many tests leave their pools open until the JVM ends, so those keep no idle connections and the server allows
    // many.
    private static final PoolSize POOL_SIZE = new PoolSize(8, 0);
    private static final Map<String, String> SETTINGS = Map.of("max_connections", "500", "max_wal_size", "256MB");

    private static @Nullable TestPostgres shared; // guarded by the class

    private final DataFolder folder;
    private final EmbeddedPostgres server;
    private final Set<String> templates = new HashSet<>();
    private int copies;

    private TestPostgres(DataFolder folder) {
        this.folder = folder;
        this.server = EmbeddedPostgres.start(folder, SETTINGS);
    }

    /**
     * A database for the service that no other call has seen: its schema is migrated and otherwise empty. Migrations run
     * once for each service; every call gets a copy of the result.
     *
     * @param service as in {@code order-views}
     */
    public static synchronized ServiceDatabase database(String service) {
        if (shared == null) {
            shared = start();
        }
        try {
            return shared.copy(service);
        } catch (SQLException e) {
            throw new IllegalStateException("No database for a test of " + service, e);
        }
    }

    private static TestPostgres start() {
        try {
            Path path = Files.createTempDirectory("skald-test");
            // Open for entering: under root the server runs as another user.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            TestPostgres started = new TestPostgres(DataFolder.open(path));
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServiceDatabase copy(String service) throws SQLException {
        String template = service + " template";
        if (!templates.contains(service)) {
            create(template, "template1");
            open(template, service).close();
            templates.add(service);
        }
        String copy = service + " " + ++copies;
        create(copy, template);
        return open(copy, service);
    }

    private void create(String name, String template) throws SQLException {
        DatabaseLogin admin = server.admin();
        try (Connection connection = DriverManager.getConnection(admin.url(), admin.user(), admin.password());
                Statement statement = connection.createStatement()) {
            // Left by a call whose migrations failed.
            statement.execute("DROP DATABASE IF EXISTS \"" + name + "\"");
            statement.execute("CREATE DATABASE \"" + name + "\" TEMPLATE \"" + template + "\"");
            // A copy does not inherit this. Without rights the role is provisioned anew, as in production.
            statement.execute("REVOKE ALL ON DATABASE \"" + name + "\" FROM PUBLIC");
        }
    }

    private ServiceDatabase open(String name, String service) {
        DatabaseLogin admin = server.admin();
        String url = admin.url().substring(0, admin.url().lastIndexOf('/') + 1) + name.replace(" ", "%20");
        return ServiceDatabase.provisioned(
                new DatabaseLogin(url, admin.user(), admin.password()),
                folder.path().resolve("passwords.properties"),
                service,
                POOL_SIZE);
    }

    private void stop() {
        server.close();
        folder.close();
        try (Stream<Path> files = Files.walk(folder.path())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
