package skald.platform.run;

/** Something outside Skald keeps it from starting. The message says what, and what to do. */
public final class StartException extends RuntimeException {

    /** {@code message} is for the person who starts it. */
    public StartException(String message) {
        super(message);
    }

    /** {@code message} is for the person who starts it. */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
