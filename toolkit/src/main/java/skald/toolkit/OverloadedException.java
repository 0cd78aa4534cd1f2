package skald.toolkit;

/** The service takes no more work right now, or could not answer in time. The request may be repeated. */
public final class OverloadedException extends RuntimeException {

    /** {@code message} says what is full or slow. */
    public OverloadedException(String message) {
        super(message);
    }
}
