package skald.toolkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a log that could not be decided, or that waits behind one.
 *
 * @param id its number in the service; 0 while it is not stored
 * @param lane the lane that parked it and alone may decide it
 * @param source whose log the message is of, with {@code sourceLane} and {@code position}
 * @param queue what it stands in line with: all letters of one queue are decided in the order of their positions, and new
 *     messages of the queue wait behind them
 * @param at when the message was written
 * @param attempts how often its decision failed; 0 if it only waits behind another one
 * @param reason of the last failure, or whom it waits for
 * @param retryAt when the lane tries again by itself; {@code null}: when an operator says so
 */
public record DeadLetter(
        long id,
        int lane,
        String source,
        int sourceLane,
        long position,
        String queue,
        String type,
        String key,
        byte[] body,
        @Nullable String saga,
        @Nullable String trace,
        Instant at,
        Status status,
        int attempts,
        String reason,
        Instant parkedAt,
        @Nullable Instant retryAt) {

    /** Where a letter stands. */
    public enum Status {
        /** Its decision failed. */
        PARKED,
        /** It waits behind an earlier letter of its queue. */
        WAITING,
        /** It was decided after all. */
        REDRIVEN,
        /** An operator gave it up. */
        DISCARDED;

        /** Whether something is still to be done about it. */
        public boolean isOpen() {
            return switch (this) {
                case PARKED, WAITING -> true;
                case REDRIVEN, DISCARDED -> false;
            };
        }
    }

    /** The id of the message, as {@link Message#id()}. */
    public String messageId() {
        return source + '/' + sourceLane + '/' + position;
    }

    /** The queue of the messages of a key of one log, whose names have no colon. */
    static String queueOf(String source, String key) {
        return source + ':' + key;
    }

    /** Whether later messages of its key wait behind it. */
    public boolean isOrdered() {
        return queue.equals(queueOf(source, key));
    }

    DeadLetter failed(int nowAttempts, String why, @Nullable Instant again) {
        return with(Status.PARKED, nowAttempts, why, again);
    }

    DeadLetter over(Status end) {
        return with(end, attempts, reason, null);
    }

    private DeadLetter with(Status newStatus, int newAttempts, String newReason, @Nullable Instant again) {
        return new DeadLetter(
                id,
                lane,
                source,
                sourceLane,
                position,
                queue,
                type,
                key,
                body,
                saga,
                trace,
                at,
                newStatus,
                newAttempts,
                newReason,
                parkedAt,
                again);
    }

    /** The same as it is stored under {@code number}. */
    public DeadLetter stored(long number) {
        return new DeadLetter(
                number,
                lane,
                source,
                sourceLane,
                position,
                queue,
                type,
                key,
                body,
                saga,
                trace,
                at,
                status,
                attempts,
                reason,
                parkedAt,
                retryAt);
    }

    /**
     * What somebody did about a letter.
     *
     * @param who a caller's name, or {@link #LANE}
     * @param outcome what became of it
     */
    public record Action(
            long letter, Verb verb, String who, @Nullable String reason, Instant at, String outcome) {
        /** Stands for the lane itself, whose retry succeeded. */
        public static final String LANE = "automatic retry";
    }

    /** What can be done about a letter. */
    public enum Verb {
        /** To decide it again. */
        REDRIVE,
        /** To give it up. */
        DISCARD
    }
}
