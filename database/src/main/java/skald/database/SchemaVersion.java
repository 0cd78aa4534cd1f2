package skald.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a schema to the form that the migrations on the class path describe.
 *
 * <p>Flyway needs a tenth of a second to find that there is nothing to do. So after each success the fingerprint of the
 * files is left in the schema, and while it is the same, Flyway is not asked.
 */
final class SchemaVersion {
    private static final String MARK = "migrated_to";

    private SchemaVersion() {}

    static void bring(Connection connection, String schema, List<Migrations> wanted, DataSource database)
            throws SQLException {
        boolean marked = exists(connection, schema + "." + MARK);
        for (Migrations migrations : wanted) {
            if (!migrations.isEmpty() && !(marked && isApplied(connection, migrations))) {
                migrate(schema, migrations, database);
                mark(connection, migrations);
                marked = true;
            }
        }
    }

    private static void migrate(String schema, Migrations migrations, DataSource database) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:" + migrations.location())
                    .table(migrations.historyTable())
                    .schemas(schema)
                    .createSchemas(false)
                    // Two histories share the schema: whichever comes second finds it filled and starts at nothing all
                    // the same.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholderReplacement(false)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseException(
                    "The schema %s could not be brought up to date with %s: %s"
                            .formatted(schema, migrations.location(), e.getMessage()),
                    e);
        }
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static boolean isApplied(Connection connection, Migrations migrations) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT FROM " + MARK + " WHERE location = ? AND fingerprint = ?")) {
            query.setString(1, migrations.location());
            query.setString(2, migrations.fingerprint());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void mark(Connection connection, Migrations migrations) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS " + MARK + " (location text PRIMARY KEY, fingerprint text NOT NULL)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + MARK
                + " VALUES (?, ?) ON CONFLICT (location) DO UPDATE SET fingerprint = excluded.fingerprint")) {
            insert.setString(1, migrations.location());
            insert.setString(2, migrations.fingerprint());
            insert.executeUpdate();
        }
    }
}
