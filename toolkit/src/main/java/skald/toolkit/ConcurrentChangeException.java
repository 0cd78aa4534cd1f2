package skald.toolkit;

/** A state was changed by someone else since it was read; the batch is rolled back and decided again. */
public final class ConcurrentChangeException extends RuntimeException {

    /** {@code what} names the kind of state, such as the table. */
    public ConcurrentChangeException(String what, int expected, int written) {
        super("%d of %d changes of %s met a state that had moved on".formatted(expected - written, expected, what));
    }
}
