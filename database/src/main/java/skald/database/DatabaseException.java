package skald.database;

import org.jspecify.annotations.Nullable;

/** A database that cannot be used. The message says what is wrong and what to do about it. */
public class DatabaseException extends RuntimeException {
    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
