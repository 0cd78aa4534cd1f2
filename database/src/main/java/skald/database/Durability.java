package skald.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Refuses a PostgreSQL that may forget what it has acknowledged. */
final class Durability {
    private static final String LOSING_SETTINGS = """
        SELECT name FROM pg_settings
         WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off'
         ORDER BY name\
        """;

    private Durability() {}

    /** Asks as the service's own role: synchronous_commit can be set for a role or in a URL. */
    static void check(Connection connection, DatabaseLogin login) throws SQLException {
        List<String> off = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOSING_SETTINGS)) {
            while (rows.next()) {
                off.add(rows.getString(1));
            }
        }
        if (!off.isEmpty()) {
            throw new DatabaseException(
                    "The database (%s) has %s off, so a power failure could lose orders and money that were acknowledged. Turn it on (in postgresql.conf, for the role, or in the URL) and start Skald again."
                            .formatted(login, String.join(" and ", off)));
        }
    }
}
