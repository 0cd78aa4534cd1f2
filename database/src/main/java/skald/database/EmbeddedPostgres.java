package skald.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A PostgreSQL server of our own, in the data folder: real, durable, reachable from this machine only.
 *
 * <p>It lives as long as this object, and is started again at the same address when it ends unexpectedly. If this JVM is
 * killed the server stops too where the kernel offers that, and otherwise the next start on the same data folder stops
 * it; either way it recovers everything that was committed. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String DATABASE = "skald";

    private final Path servicePasswords;
    private final Supervisor supervisor;
    private final int port;
    private final String password;

    private EmbeddedPostgres(Path servicePasswords, Supervisor supervisor, int port, String password) {
        this.servicePasswords = servicePasswords;
        this.supervisor = supervisor;
        this.port = port;
        this.password = password;
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
            cluster.log().prepare();
            String password = cluster.password();
            Supervisor supervisor = new Supervisor(cluster, settings);
            int port = supervisor.start();
            Path servicePasswords = data.path().resolve("service-passwords.properties");
            EmbeddedPostgres server = new EmbeddedPostgres(servicePasswords, supervisor, port, password);
            try {
                server.createDatabase();
                return server;
            } catch (SQLException e) {
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
    public long pid() {
        return supervisor.pid();
    }

    /** Where the passwords of the services' roles are kept. */
    Path servicePasswords() {
        return servicePasswords;
    }

    /** Stops the server; open transactions are rolled back. */
    @Override
    public void close() {
        supervisor.close();
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
        return new DatabaseLogin("jdbc:postgresql://127.0.0.1:" + port + "/" + database, Cluster.SUPERUSER, password);
    }
}
