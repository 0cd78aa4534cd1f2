package skald.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import skald.database.DatabaseLogin;

/**
 * A PostgreSQL on this machine that can be measured.
 *
 * @param postmaster its first process, the parent of all others
 * @param login as its superuser
 */
public record PostgresProcess(ProcessHandle postmaster, DatabaseLogin login) {

    /** A connection as its superuser. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(login.url(), login.user(), login.password());
    }
}
