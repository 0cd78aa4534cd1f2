package skald.platform.flow;

/** What makes life hard for everyone. */
enum Disturbance {
    NONE,
    /** Every message of a log and every answer from outside is decided twice. */
    TWICE,
    /** Logs are read, and calls are answered, in an order that a seed says. */
    REORDERED,
    /** Every decision is lost once with its process, and made again. */
    CRASH_BEFORE_COMMIT,
    /** Every call to the outside loses its answer once with its process, and is made again. */
    CRASH_AFTER_COMMIT
}
