package skald.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import skald.database.DataFolder;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;

/**
 * A PostgreSQL for one benchmark, with the settings that Skald itself runs with, in a temporary folder that is removed at
 * the end. Each run gets a database of its own in it.
 */
public final class BenchServer implements AutoCloseable {
    private final TemporaryFolder folder;
    private final DataFolder data;
    private final EmbeddedPostgres postgres;
    private int databases;

    private BenchServer(TemporaryFolder folder, DataFolder data, EmbeddedPostgres postgres) {
        this.folder = folder;
        this.data = data;
        this.postgres = postgres;
    }

    /** Starts it. */
    public static BenchServer start() {
        TemporaryFolder folder = TemporaryFolder.create();
        try {
            DataFolder data = DataFolder.open(folder.path());
            try {
                return new BenchServer(folder, data, EmbeddedPostgres.start(data, Map.of()));
            } catch (RuntimeException e) {
                data.close();
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** The server, with a login to a database that no run uses. */
    public PostgresProcess process() {
        return new PostgresProcess(ProcessHandle.of(postgres.pid()).orElseThrow(), postgres.admin());
    }

    /** A new, empty database. */
    String create() throws SQLException {
        String name = "bench_" + ++databases;
        execute("create database " + name);
        return name;
    }

    DatabaseLogin login(String database) {
        DatabaseLogin admin = postgres.admin();
        String url = admin.url().substring(0, admin.url().lastIndexOf('/') + 1) + database;
        return new DatabaseLogin(url, admin.user(), admin.password());
    }

    /** A new, empty folder. */
    TemporaryFolder newFolder() {
        return TemporaryFolder.createIn(folder.path());
    }

    /** Commits of all transactions in {@code database}, right once its connections are closed. */
    long transactions(String database) throws SQLException {
        try (Connection connection = process().connect();
                PreparedStatement query =
                        connection.prepareStatement("select xact_commit from pg_stat_database where datname = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void drop(String database) throws SQLException {
        execute("drop database " + database + " with (force)");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = process().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        postgres.close();
        data.close();
        folder.close();
    }
}
