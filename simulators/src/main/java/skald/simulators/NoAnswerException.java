package skald.simulators;

/** The caller gets no answer although the call may have taken effect: a dropped connection, or status 500. */
public final class NoAnswerException extends RuntimeException {

    /** {@code message} is what the caller sees of it. */
    public NoAnswerException(String message) {
        super(message);
    }
}
