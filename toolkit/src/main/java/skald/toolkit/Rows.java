package skald.toolkit;

import java.util.List;

/** Port to rows that are only ever appended (a journal): written with the batch, never read by a decision. */
public interface Rows<R> {

    /** Appends all {@code rows} with one multi-row statement. */
    void append(Tx tx, List<R> rows);
}
