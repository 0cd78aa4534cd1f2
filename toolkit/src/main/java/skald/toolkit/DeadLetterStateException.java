package skald.toolkit;

/** What was asked for is not possible with a dead letter as it stands; the message says why and what is. */
public final class DeadLetterStateException extends RuntimeException {

    /** {@code message} is for the operator. */
    public DeadLetterStateException(String message) {
        super(message);
    }
}
