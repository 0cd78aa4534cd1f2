package skald.toolkit.saga;

/** What became of the wish to start a saga. */
public enum Start {
    /** It runs. */
    STARTED,
    /** It waits for its locks, and runs as soon as it has them all. */
    QUEUED,
    /** Another saga has one of its locks, and it does not wait: nothing was started. */
    LOCKED,
    /** Too many wait for one of its locks already: nothing was started. */
    QUEUE_FULL
}
