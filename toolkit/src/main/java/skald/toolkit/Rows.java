package skald.toolkit;

import java.util.List;

/** Port to rows that are only ever appended (a journal): written with the batch, never read by a decision. */
public interface Rows<R> {

    /** Appends all {@code rows} with one multi-row statement. */
    void append(Tx tx, List<R> rows);

    /**
     * Whether {@link #append} also changes rows that belong to states, as an erasure does. Then all lanes of the service
     * forget the states that they keep in memory, so that no decision reads what was there before.
     */
    default boolean changesStates() {
        return false;
    }
}
