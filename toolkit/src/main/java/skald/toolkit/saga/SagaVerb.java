package skald.toolkit.saga;

/** What an operator can do to a saga that does not go on by itself. */
public enum SagaVerb {
    /** Sends the command of every stuck step again, at once, with all attempts anew. */
    RETRY,
    /** Goes on as if the stuck step (or compensation) were done, although it is not. */
    SKIP,
    /** Says what a step that nobody answers really came to; the saga goes on from that. */
    RESOLVE,
    /**
     * Waits again for the answers of all steps under way, with all attempts anew, and sends nothing at once: for a
     * participant that has the command and will answer. If it does not, the command is sent again after a wait.
     */
    RESUME,
    /** Turns a saga around that has not reached its pivot. */
    COMPENSATE
}
