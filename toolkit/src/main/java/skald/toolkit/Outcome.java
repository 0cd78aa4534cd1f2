package skald.toolkit;

/** How one attempt of an {@link Effect} ended. */
public sealed interface Outcome {

    /** The other side answered, yes or no: {@code message} is decided by its handler and the effect is over. */
    record Known(Object message) implements Outcome {}

    /** It certainly did not happen (refused connection, unknown to the other side): performed again after a pause. */
    record NotHappened(String reason) implements Outcome {}

    /** It may have happened (timeout, dropped answer): the other side is asked after a pause. */
    record Unknown(String reason) implements Outcome {}
}
