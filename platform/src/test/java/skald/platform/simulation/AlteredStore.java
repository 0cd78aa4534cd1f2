package skald.platform.simulation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import skald.toolkit.DeadLetters;
import skald.toolkit.Expiring;
import skald.toolkit.Idempotency;
import skald.toolkit.Leases;
import skald.toolkit.Store;
import skald.toolkit.Tx;

/** A store that does what the real one does, but for what a planted bug overrides. */
class AlteredStore implements Store {
    final Store real;

    AlteredStore(Store real) {
        this.real = real;
    }

    @Override
    public Tx begin() {
        return real.begin();
    }

    @Override
    public int lanes(int wanted) {
        return real.lanes(wanted);
    }

    @Override
    public LaneState takeOver(int lane, String owner) {
        return real.takeOver(lane, owner);
    }

    @Override
    public List<LogEntry> log(int lane, long after, int max) {
        return real.log(lane, after, max);
    }

    @Override
    public long head(int lane) {
        return real.head(lane);
    }

    @Override
    public long first(int lane) {
        return real.first(lane);
    }

    @Override
    public int trim(int lane, long upTo, Instant olderThan, int max) {
        return real.trim(lane, upTo, olderThan, max);
    }

    @Override
    public DueTimers dueTimers(int lane, Instant now, int max) {
        return real.dueTimers(lane, now, max);
    }

    @Override
    public Expiring answers() {
        return real.answers();
    }

    @Override
    public Expiring lettersOver() {
        return real.lettersOver();
    }

    @Override
    public Leases leases() {
        return real.leases();
    }

    @Override
    public List<PendingEffect> effects(int lane, int max) {
        return real.effects(lane, max);
    }

    @Override
    public DeadLetters deadLetters() {
        return real.deadLetters();
    }

    @Override
    public Map<String, KeptReply> replies(Tx tx, Collection<Idempotency> requests) {
        return real.replies(tx, requests);
    }

    @Override
    public void write(Tx tx, Bookkeeping batch) {
        real.write(tx, altered(batch));
    }

    /** What is written instead of {@code batch}. */
    Bookkeeping altered(Bookkeeping batch) {
        return batch;
    }

    /** Commits something at once, in a transaction of its own. */
    final void atOnce(Bookkeeping batch) {
        try (Tx tx = real.begin()) {
            real.write(tx, batch);
            tx.commit();
        }
    }
}
