package skald.toolkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skald.toolkit.DeadLetter.Status;

/**
 * The queues of a lane in which dead letters wait, and when each is tried again. Almost always empty, so that the messages
 * of a healthy service cost one look into an empty map. Loaded when the lane is taken over and kept in step with what is
 * committed. Used by the thread of its lane.
 */
final class Parking {
    /** Queues in one step, and letters of each: with full ones a batch has the usual size. */
    static final int MOST_QUEUES_AT_ONCE = 16;

    static final int MOST_OF_A_QUEUE = 16;

    /**
     * With so many queues the fault lies in the service, not in the messages: reading on would only move the log into the
     * table of dead letters, and this map must end somewhere.
     */
    static final int MOST_QUEUES = 10_000;

    /** Only an operator tries it again. */
    private static final Instant NEVER = Instant.MAX;

    private final Map<String, Instant> retries = new HashMap<>();
    /** Queues whose first letter failed in a committed part of this batch. */
    private final Set<String> stuck = new HashSet<>();

    private Instant next = NEVER;

    /** @param queues as {@link Store.LaneState#parked()} */
    Parking(Map<String, Instant> queues) {
        retries.putAll(queues);
        findNext();
    }

    boolean isFull() {
        return retries.size() >= MOST_QUEUES;
    }

    /** When the next queue is to be tried. */
    Instant next() {
        return next;
    }

    /** Some queues that are to be tried now. */
    List<String> due(Instant now) {
        if (next.isAfter(now)) {
            return List.of();
        }
        return retries.entrySet().stream()
                .filter(queue -> !queue.getValue().isAfter(now))
                .limit(MOST_QUEUES_AT_ONCE)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Nothing waits there any more. */
    void forget(String queue) {
        retries.remove(queue);
        findNext();
    }

    private void findNext() {
        next = retries.values().stream().min(Instant::compareTo).orElse(NEVER);
    }

    /** A new batch begins: what got stuck in the last one may be tried again. */
    void begin() {
        stuck.clear();
    }

    /** What one batch, or one part of it, changes, as if it were committed. */
    Draft draft(Instant now) {
        return new Draft(now);
    }

    /** The changes of one part of a batch: seen by its later messages, by others once {@link #committed} is called. */
    final class Draft {
        private final Instant now;
        private final Map<String, Instant> changed = new HashMap<>();
        private final Set<String> gone = new HashSet<>();
        /** Queues whose first letter failed in this part. */
        private final Set<String> failed = new HashSet<>();

        private final List<DeadLetter> parked = new ArrayList<>();
        private final List<DeadLetter> letters = new ArrayList<>();
        private final List<DeadLetter.Action> actions = new ArrayList<>();

        private Draft(Instant now) {
            this.now = now;
        }

        /** Whether messages of {@code queue} have to wait. */
        boolean holds(String queue) {
            return changed.containsKey(queue) || !gone.contains(queue) && retries.containsKey(queue);
        }

        /** Whether nothing at all is parked, so that no message needs to be asked about. */
        boolean holdsNothing() {
            return retries.isEmpty() && changed.isEmpty();
        }

        /** Whether the first letter of {@code queue} failed in this batch, so that the ones behind it are not tried. */
        boolean isStuck(String queue) {
            return failed.contains(queue) || stuck.contains(queue);
        }

        /** A message that failed, or that waits behind one that did. */
        void park(DeadLetter letter) {
            parked.add(letter);
            if (letter.status() == Status.PARKED && (letter.isOrdered() || letter.retryAt() != null)) {
                set(letter.queue(), letter.retryAt() == null ? NEVER : letter.retryAt());
            }
        }

        /** A letter failed once more. */
        void failed(DeadLetter letter, @Nullable LetterOrder order) {
            letters.add(letter);
            failed.add(letter.queue());
            record(letter, order, "failed again: " + letter.reason());
            if (letter.isOrdered() || letter.retryAt() != null) {
                set(letter.queue(), letter.retryAt() == null ? NEVER : letter.retryAt());
            } else {
                remove(letter.queue());
            }
        }

        /**
         * A letter was decided or given up.
         *
         * @param more whether others may wait behind it
         */
        void over(DeadLetter letter, @Nullable LetterOrder order, boolean more) {
            letters.add(letter);
            record(letter, order, letter.status() == Status.DISCARDED ? "given up" : "decided");
            if (more) {
                set(letter.queue(), now);
            } else {
                remove(letter.queue());
            }
        }

        /** A letter from the middle of its queue was given up; who stands before it still does. */
        void leave(DeadLetter letter, LetterOrder order) {
            letters.add(letter);
            record(letter, order, "given up");
        }

        private void record(DeadLetter letter, @Nullable LetterOrder order, String outcome) {
            if (order != null) {
                actions.add(
                        new DeadLetter.Action(letter.id(), order.verb(), order.who(), order.reason(), now, outcome));
            } else if (letter.status() == Status.REDRIVEN) {
                actions.add(new DeadLetter.Action(
                        letter.id(), DeadLetter.Verb.REDRIVE, DeadLetter.Action.LANE, null, now, outcome));
            }
        }

        private void set(String queue, Instant retry) {
            gone.remove(queue);
            changed.put(queue, retry);
        }

        private void remove(String queue) {
            changed.remove(queue);
            gone.add(queue);
        }

        DeadLetters.Changes changes() {
            if (parked.isEmpty() && letters.isEmpty()) {
                return DeadLetters.Changes.NONE;
            }
            return new DeadLetters.Changes(List.copyOf(parked), List.copyOf(letters), List.copyOf(actions));
        }

        void committed() {
            stuck.addAll(failed);
            if (!changed.isEmpty() || !gone.isEmpty()) {
                retries.keySet().removeAll(gone);
                retries.putAll(changed);
                findNext();
            }
        }
    }
}
