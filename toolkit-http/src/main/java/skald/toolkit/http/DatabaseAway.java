package skald.toolkit.http;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** Tells a database that is away for a while, which is nobody's defect, from everything else that can be thrown. */
final class DatabaseAway {

    /** A chain of causes that is longer is a circle. */
    private static final int MOST_CAUSES = 20;

    private DatabaseAway() {}

    /** The failure that {@code thrown} comes from, if it is one of these. */
    static Optional<SQLException> in(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof SQLException failure && isAway(failure)) {
                return Optional.of(failure);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /**
     * SQLSTATE 08 (connection), 53 (insufficient resources, such as connections or disk) and 57P (the server is shutting
     * down, has crashed or is starting); pools throw the transient exception when they have no connection to give.
     */
    private static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return failure instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P");
    }
}
