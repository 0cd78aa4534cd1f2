package skald.toolkit.kafka;

/** Kafka, or what lies in it, is not as it must be. The message is for the operator and says what to do. */
public class TransportException extends RuntimeException {

    /** {@code message} says what is wrong and what to do. */
    public TransportException(String message) {
        super(message);
    }

    /** {@code message} says what is wrong and what to do. */
    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
