package skald.toolkit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Port to what the runtime itself keeps for one service: its log, the positions it has consumed, timers, effects under
 * way, idempotency records and dead letters. Everything of a batch is written in the transaction of its states.
 * Thread-safe; a {@link Tx} is not.
 */
public interface Store {

    /** A failure of a store says whether the same attempt may succeed later. */
    interface Failure {
        /** Whether the cause is the store's (lost connection, full disk, missing table) rather than what was written. */
        boolean isTransient();
    }

    /** Effects that are read at once. */
    int MOST_EFFECTS_AT_ONCE = EffectQueue.MOST_IN_MEMORY;

    /** Begins a transaction. */
    Tx begin();

    /** The number of lanes: {@code wanted} at the first start, the first answer ever after, since keys stay in their lanes. */
    int lanes(int wanted);

    /**
     * Makes the caller the one writer of {@code lane}: raises the lane's epoch, so that whoever wrote it before cannot
     * commit any more. Effects that are found may have been under way, and are marked so.
     *
     * @param owner a name for messages to operators
     */
    LaneState takeOver(int lane, String owner);

    /** Messages of a lane with positions above {@code after}, in order, at most {@code max}. */
    List<LogEntry> log(int lane, long after, int max);

    /** The position of a lane's last message, 0 if it never had one. */
    long head(int lane);

    /** The position of the oldest message that a lane still has; one above {@link #head} if it has none. */
    long first(int lane);

    /**
     * Forgets messages of a lane from its oldest on: those at or below {@code upTo} that were written before
     * {@code olderThan}, at most {@code max}. The last message always stays.
     *
     * @return how many
     */
    int trim(int lane, long upTo, Instant olderThan, int max);

    /** The earliest timers of a lane: at most {@code max} that are due at {@code now}, and when the next is due. */
    DueTimers dueTimers(int lane, Instant now, int max);

    /** The kept answers, when nobody repeats the requests any more. */
    Expiring answers();

    /** The dead letters that are over, when nobody asks about them any more. */
    Expiring lettersOver();

    /** Who works on which lane, if several processes run the service. */
    Leases leases();

    /** The earliest effects of a lane whose outcome is not known yet, at most {@code max}. */
    List<PendingEffect> effects(int lane, int max);

    /** The dead letters; what a batch changes about them is part of its {@link Bookkeeping}. */
    DeadLetters deadLetters();

    /** The kept answers of those requests that were answered before, by {@link Idempotency#scope()}. */
    Map<String, KeptReply> replies(Tx tx, Collection<Idempotency> requests);

    /**
     * Writes what a batch leaves behind.
     *
     * @throws FencedException if another writer took the lane over
     */
    void write(Tx tx, Bookkeeping batch);

    /** Another writer took the lane over; nothing of the batch was written. */
    final class FencedException extends RuntimeException {
        /** {@code lane} is the lane that was lost. */
        public FencedException(int lane) {
            super("lane " + lane + " was taken over by another instance");
        }
    }

    /**
     * What a new writer of a lane must know.
     *
     * @param effects the earliest, at most {@link #MOST_EFFECTS_AT_ONCE}
     * @param parked the queues in which dead letters wait or are to be tried again by the lane itself, and when:
     *     {@link Instant#MAX} if only an operator tries again
     */
    record LaneState(
            long epoch,
            long head,
            long commits,
            Map<SourceLane, Long> consumed,
            List<PendingEffect> effects,
            Map<String, Instant> parked) {}

    /** A lane of another service's log. */
    record SourceLane(String source, int lane) {}

    /**
     * A message as the log keeps it. {@code decoded} spares readers in the same process the decoding; it is not part of
     * the message's identity.
     *
     * @param cause the id of the message whose decision wrote it, if that was one of a log
     */
    record LogEntry(
            int lane,
            long position,
            String type,
            String key,
            @Nullable String saga,
            @Nullable String cause,
            @Nullable String trace,
            Instant at,
            byte[] body,
            @Nullable Object decoded) {}

    /** A durable deadline. */
    record Timer(String key, String name, Instant dueAt, String type, byte[] body) {}

    /** Timers that are due, and when the next one will be ({@code null}: none is waiting). */
    record DueTimers(List<Timer> due, @Nullable Instant next) {}

    /** A call to the outside whose outcome is not known yet. */
    record PendingEffect(
            String id,
            String key,
            String type,
            byte[] body,
            @Nullable String saga,
            @Nullable String trace,
            int attempts,
            boolean unknown,
            Instant dueAt) {

        /** The same effect as a new writer finds it: it is asked about before it is performed. */
        public PendingEffect mayHaveHappened() {
            return new PendingEffect(id, key, type, body, saga, trace, attempts, true, dueAt);
        }

        /** The same effect after one more attempt without a known outcome. */
        PendingEffect again(boolean nowUnknown, Instant nextAt) {
            return new PendingEffect(id, key, type, body, saga, trace, attempts + 1, unknown || nowUnknown, nextAt);
        }
    }

    /** The answer that is kept under an idempotency key. */
    record KeptReply(String scope, String fingerprint, String type, byte[] body, String position, Instant at) {}

    /** What a batch leaves behind, besides the states. */
    record Bookkeeping(
            int lane,
            long epoch,
            long head,
            long commits,
            List<LogEntry> log,
            Map<SourceLane, Long> consumed,
            Collection<Timer> timers,
            Collection<Timer> timersOver,
            Collection<PendingEffect> effects,
            Collection<String> effectsOver,
            Collection<KeptReply> replies,
            DeadLetters.Changes letters) {}
}
