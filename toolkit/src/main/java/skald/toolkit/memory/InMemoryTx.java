package skald.toolkit.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import skald.toolkit.Tx;

/**
 * A transaction in memory: what it writes is checked and applied at commit, under the store's one lock, so that all of
 * it appears at once or nothing does.
 */
public final class InMemoryTx implements Tx {
    private final ReentrantLock lock;
    private final PortCalls calls;
    private final List<Runnable> checks = new ArrayList<>();
    private final List<Runnable> writes = new ArrayList<>();

    InMemoryTx(ReentrantLock lock, PortCalls calls) {
        this.lock = lock;
        this.calls = calls;
    }

    /** What stands around the calls of whoever began {@code tx}. */
    static PortCalls callsOf(Tx tx) {
        return tx instanceof InMemoryTx memory ? memory.calls : PortCalls.UNDISTURBED;
    }

    /**
     * The transaction that an {@link InMemoryStore} began.
     *
     * @throws IllegalArgumentException if it was begun by another store
     */
    public static InMemoryTx of(Tx tx) {
        if (tx instanceof InMemoryTx memory) {
            return memory;
        }
        throw new IllegalArgumentException("an in-memory adapter needs an in-memory transaction, not " + tx.getClass());
    }

    /**
     * Adds a write to the commit.
     *
     * @param check throws if the write cannot be done; it changes nothing
     * @param write does it and does not fail
     * @return this
     */
    public InMemoryTx atCommit(Runnable check, Runnable write) {
        checks.add(check);
        writes.add(write);
        return this;
    }

    @Override
    public void commit() {
        calls.make("Store.commit", () -> {
            apply();
            return this;
        });
    }

    private void apply() {
        lock.lock();
        try {
            checks.forEach(Runnable::run);
            writes.forEach(Runnable::run);
        } finally {
            lock.unlock();
        }
        close();
    }

    @Override
    public void close() {
        checks.clear();
        writes.clear();
    }
}
