package skald.simulators;

/** The simulator answers 503: the call certainly had no effect. */
public final class UnavailableException extends RuntimeException {

    /** {@code message} is what the caller sees of it. */
    public UnavailableException(String message) {
        super(message);
    }
}
