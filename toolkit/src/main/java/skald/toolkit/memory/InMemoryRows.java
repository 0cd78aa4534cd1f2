package skald.toolkit.memory;

import java.util.List;
import java.util.stream.Stream;
import skald.toolkit.Rows;
import skald.toolkit.Tx;

/** Appended rows in a list. Thread-safe. */
public class InMemoryRows<R> implements Rows<R> {
    private final java.util.Queue<R> rows = new java.util.concurrent.ConcurrentLinkedQueue<>();

    @Override
    public void append(Tx tx, List<R> more) {
        List<R> copy = List.copyOf(more);
        InMemoryTx memory = InMemoryTx.of(tx);
        InMemoryTx.callsOf(tx)
                .make(getClass().getSimpleName() + ".append", () -> memory.atCommit(() -> {}, () -> rows.addAll(copy)));
    }

    /** All rows in the order in which they were appended. */
    public Stream<R> all() {
        return rows.stream();
    }
}
