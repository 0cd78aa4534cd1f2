package skald.toolkit.postgres;

import java.sql.SQLException;
import skald.toolkit.Store;

/** A statement failed. Its message names what was attempted, never the SQL text. */
public final class StorageException extends RuntimeException implements Store.Failure {

    /** {@code what} was being done. */
    public StorageException(String what, SQLException cause) {
        super("database: " + what + " failed: " + cause.getMessage(), cause);
    }

    /** The SQLSTATE, or an empty text if the driver gave none. */
    public String sqlState() {
        String state = ((SQLException) getCause()).getSQLState();
        return state == null ? "" : state;
    }

    /**
     * Class 08 is a lost connection, 53 exhausted resources (memory, disk, connections), 57P a server that shuts down, 40
     * a rolled-back transaction, 25006 a server that became read-only: all pass without a change of the request.
     */
    @Override
    public boolean isTransient() {
        String state = sqlState();
        return state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.startsWith("58")
                || state.startsWith("40")
                || state.equals("25006");
    }
}
