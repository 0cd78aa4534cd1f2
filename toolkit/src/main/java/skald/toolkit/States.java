package skald.toolkit;

import java.util.Collection;
import java.util.Map;

/**
 * Port to the states of one kind of aggregate, loaded and saved a batch at a time. A service names its own sub-interface
 * ({@code Payments extends States<UUID, Payment>}) with a PostgreSQL and an in-memory adapter.
 *
 * <p>Implementations are thread-safe; a {@link Tx} is not. {@code K} needs value equality.
 */
public interface States<K, S> {

    /** The states of those {@code keys} that have one, read with one query per table. */
    Map<K, Versioned<S>> load(Tx tx, Collection<K> keys);

    /**
     * Writes all changes, one multi-row statement per table.
     *
     * @throws ConcurrentChangeException if a state is no longer at the version that was read
     */
    void save(Tx tx, Collection<Change<K, S>> changes);

    /**
     * Whether {@code state} is read and written by the decisions of one lane only, as an order is whose messages all have
     * its id as their key. Then the lane keeps it in memory between batches, as long as it is among the recent ones.
     * Whoever changes such a state in any other way must raise its version, and do it through {@link Rows} that say so
     * ({@link Rows#changesStates}): a version guards a state that is written, not one that is only read.
     */
    default boolean isOfOneLane(S state) {
        return false;
    }
}
