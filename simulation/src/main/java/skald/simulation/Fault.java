package skald.simulation;

/** What can go wrong. A seed draws which of these do, and how often ({@link Swarm}). */
public enum Fault {
    /** A process dies at a port call, with everything that it has not committed, and is started again. */
    CRASH(0.002),
    /** A process hangs in the middle of a port call while another is started in its place, and then goes on. */
    ZOMBIE(0.0005),
    /** A commit fails, and nothing of it happened. */
    COMMIT_FAILS(0.03),
    /** A commit seems to fail, and happened. */
    COMMIT_UNKNOWN(0.03),
    /** A commit meets a state that has moved on. */
    CONFLICT(0.03),
    /** The connection breaks before a call. */
    CONNECTION_LOST(0.02),
    /** The store of a process is away for a while, or its pool has no connection left. */
    OUTAGE(0.0008),
    /** A call to the store takes its time, and the others go on meanwhile. */
    SLOW_STORE(0.2),
    /** Nobody tells a reader that there is something to read. */
    SIGNAL_LOST(0.2),
    /** The transport delivers late. */
    LATE_DELIVERY(0.2),
    /** The transport delivers less than there is. */
    SHORT_READ(0.3),
    /** A reader is cut off from a log for a while. */
    PARTITION(0.01),
    /** The transport cannot be read. */
    READ_FAILS(0.03),
    /** A call to the outside never arrives. */
    CALL_LOST(0.08),
    /** A call to the outside is done and its answer is lost. */
    ANSWER_LOST(0.08),
    /** A call to the outside arrives after its caller has given it up. */
    CALL_LATE(0.08),
    /** A call to the outside arrives twice, the second time much later. */
    CALL_TWICE(0.08),
    /** A caller never learns the answer to its request. */
    REPLY_LOST(0.1),
    /** A caller repeats a request that was answered. */
    REQUEST_TWICE(0.2),
    /** A process's clock jumps, forward or back. */
    CLOCK_JUMP(0.002);

    private final double highestRate;

    Fault(double highestRate) {
        this.highestRate = highestRate;
    }

    /** The highest share of occasions on which it happens. */
    double highestRate() {
        return highestRate;
    }
}
