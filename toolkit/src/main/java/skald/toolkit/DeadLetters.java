package skald.toolkit;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port to the dead letters of one service, as operators and lanes look at them. Thread-safe. */
public interface DeadLetters {

    /** Which letters are meant; {@code null} means any. */
    record Filter(@Nullable String key, @Nullable String type, DeadLetter.@Nullable Status status) {
        /** All of them. */
        public static final Filter ANY = new Filter(null, null, null);
    }

    /** Letters with ids above {@code after}, in order, at most {@code max}; without a status only the open ones. */
    List<DeadLetter> list(Filter filter, long after, int max);

    /** The letter of that id. */
    Optional<DeadLetter> find(long id);

    /** What was done about a letter, the oldest first, at most {@code max}. */
    List<DeadLetter.Action> history(long id, int max);

    /** How many are open. */
    long countOpen();

    /** The first open letters of each of these queues of a lane, in order, at most {@code perQueue} of each. */
    List<DeadLetter> next(int lane, Collection<String> queues, int perQueue);

    /** What a batch changes about letters. */
    record Changes(
            Collection<DeadLetter> parked, Collection<DeadLetter> changed, Collection<DeadLetter.Action> actions) {
        /** No changes. */
        public static final Changes NONE = new Changes(List.of(), List.of(), List.of());

        boolean isEmpty() {
            return parked.isEmpty() && changed.isEmpty() && actions.isEmpty();
        }
    }
}
