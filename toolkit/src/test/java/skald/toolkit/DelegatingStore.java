package skald.toolkit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store over another one, for tests that make single calls fail. */
abstract class DelegatingStore implements Store {
    private final Store store;

    DelegatingStore(Store store) {
        this.store = store;
    }

    @Override
    public Tx begin() {
        return store.begin();
    }

    @Override
    public int lanes(int wanted) {
        return store.lanes(wanted);
    }

    @Override
    public LaneState takeOver(int lane, String owner) {
        return store.takeOver(lane, owner);
    }

    @Override
    public List<LogEntry> log(int lane, long after, int max) {
        return store.log(lane, after, max);
    }

    @Override
    public long head(int lane) {
        return store.head(lane);
    }

    @Override
    public long first(int lane) {
        return store.first(lane);
    }

    @Override
    public int trim(int lane, long upTo, Instant olderThan, int max) {
        return store.trim(lane, upTo, olderThan, max);
    }

    @Override
    public DueTimers dueTimers(int lane, Instant now, int max) {
        return store.dueTimers(lane, now, max);
    }

    @Override
    public List<PendingEffect> effects(int lane, int max) {
        return store.effects(lane, max);
    }

    @Override
    public Expiring answers() {
        return store.answers();
    }

    @Override
    public Expiring lettersOver() {
        return store.lettersOver();
    }

    @Override
    public Leases leases() {
        return store.leases();
    }

    @Override
    public DeadLetters deadLetters() {
        return store.deadLetters();
    }

    @Override
    public Map<String, KeptReply> replies(Tx tx, Collection<Idempotency> requests) {
        return store.replies(tx, requests);
    }

    @Override
    public void write(Tx tx, Bookkeeping batch) {
        store.write(tx, batch);
    }
}
