package skald.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Creates a service's role and the one schema that it owns and sees.
 *
 * <p>Names and passwords stand in the statements as they are: DDL takes no parameters, and neither ever holds a character
 * that would need quoting.
 */
final class ServiceRole {
    // Any number that nothing else locks. GRANT and REVOKE on the same object fail when two run side by side.
    private static final long PROVISIONING_LOCK = 0x736b616c64L;

    private ServiceRole() {}

    /** Brings role and schema to what they should be, whatever of it is there already. */
    static void provision(DatabaseLogin admin, ServiceName service, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(admin.url(), admin.properties());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + PROVISIONING_LOCK + ")");
            String role = service.role();
            String database = '"' + connection.getCatalog() + '"';
            statement.execute(
                    "%s ROLE %s LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '%s'"
                            .formatted(exists(connection, role) ? "ALTER" : "CREATE", role, password));
            statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + database + " TO " + role);
            statement.execute("CREATE SCHEMA IF NOT EXISTS \"" + service.schema() + "\" AUTHORIZATION " + role);
            connection.commit();
        }
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, role);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }
}
