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
     * Classes 21, 22, 23 and 54 of SQLSTATE (cardinality, data, integrity, program limits) lie in what was written. All
     * others are the store's: a lost connection, a full disk, a server that shuts down, a missing table or right. Nothing
     * is parked because of them; the lane tries again until someone has mended the store.
     */
    @Override
    public boolean isTransient() {
        String state = sqlState();
        return !(state.startsWith("21") || state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
