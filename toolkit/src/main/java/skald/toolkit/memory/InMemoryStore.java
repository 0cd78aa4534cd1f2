package skald.toolkit.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.DeadLetters;
import skald.toolkit.Expiring;
import skald.toolkit.Idempotency;
import skald.toolkit.Leases;
import skald.toolkit.Store;
import skald.toolkit.Tx;

/** The runtime's bookkeeping in memory, under one lock. A second service over the same store goes on like a restart. */
public final class InMemoryStore implements Store {

    private static final class LaneData {
        long epoch;
        long head;
        long commits;
        final List<LogEntry> log = new ArrayList<>();
        final Map<SourceLane, Long> consumed = new HashMap<>();
        final Map<String, Timer> timers = new HashMap<>();
        final Map<String, PendingEffect> effects = new HashMap<>();

        long first() {
            return head - log.size() + 1;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<LaneData> lanes = new ArrayList<>();
    private final Map<String, KeptReply> replies = new HashMap<>();
    private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters(lock);

    private final PortCalls calls;
    private final InMemoryLeases leases;

    /** With leases by the system's clock. */
    public InMemoryStore() {
        this(InstantSource.system());
    }

    /** With leases by {@code clock}. */
    public InMemoryStore(InstantSource clock) {
        this(clock, PortCalls.UNDISTURBED);
    }

    /** With leases by {@code clock}; every call of a service goes through {@code calls}. */
    public InMemoryStore(InstantSource clock, PortCalls calls) {
        this.calls = calls;
        leases = new InMemoryLeases(this, lock, clock);
    }

    @Override
    public Tx begin() {
        return calls.make("Store.begin", () -> new InMemoryTx(lock, calls));
    }

    @Override
    public int lanes(int wanted) {
        return locked(() -> {
            if (lanes.isEmpty()) {
                for (int lane = 0; lane < wanted; lane++) {
                    lanes.add(new LaneData());
                }
            }
            return lanes.size();
        });
    }

    @Override
    public LaneState takeOver(int lane, String owner) {
        return called("Store.takeOver", () -> {
            LaneData data = lanes.get(lane);
            data.epoch++;
            leases.forget(lane);
            data.effects.replaceAll((_, effect) -> effect.mayHaveHappened());
            return new LaneState(
                    data.epoch,
                    data.head,
                    data.commits,
                    Map.copyOf(data.consumed),
                    earliest(data, MOST_EFFECTS_AT_ONCE),
                    deadLetters.queues(lane));
        });
    }

    @Override
    public List<LogEntry> log(int lane, long after, int max) {
        return called("Store.log", () -> {
            LaneData data = lanes.get(lane);
            int from = Math.clamp(after - (data.first() - 1), 0, data.log.size());
            return List.copyOf(data.log.subList(from, Math.min(from + max, data.log.size())));
        });
    }

    @Override
    public long head(int lane) {
        return called("Store.head", () -> lanes.get(lane).head);
    }

    @Override
    public long first(int lane) {
        return locked(() -> lanes.get(lane).first());
    }

    @Override
    public int trim(int lane, long upTo, Instant olderThan, int max) {
        return called("Store.trim", () -> {
            List<LogEntry> log = lanes.get(lane).log;
            int count = 0;
            while (count < Math.min(max, log.size() - 1)
                    && log.get(count).position() <= upTo
                    && log.get(count).at().isBefore(olderThan)) {
                count++;
            }
            log.subList(0, count).clear();
            return count;
        });
    }

    @Override
    public DueTimers dueTimers(int lane, Instant now, int max) {
        return called("Store.dueTimers", () -> {
            List<Timer> waiting = new ArrayList<>(lanes.get(lane).timers.values());
            waiting.sort(Comparator.comparing(Timer::dueAt));
            List<Timer> due = waiting.stream()
                    .takeWhile(timer -> !timer.dueAt().isAfter(now))
                    .limit(max)
                    .toList();
            return new DueTimers(
                    due,
                    due.size() == waiting.size()
                            ? null
                            : waiting.get(due.size()).dueAt());
        });
    }

    @Override
    public Map<String, KeptReply> replies(Tx tx, Collection<Idempotency> requests) {
        return called("Store.replies", () -> {
            Map<String, KeptReply> found = new HashMap<>();
            for (Idempotency request : requests) {
                KeptReply reply = replies.get(request.scope());
                if (reply != null) {
                    found.put(reply.scope(), reply);
                }
            }
            return found;
        });
    }

    @Override
    public void write(Tx tx, Bookkeeping batch) {
        LaneData data = lanes.get(batch.lane());
        calls.make("Store.write", () -> InMemoryTx.of(tx).atCommit(() -> check(data, batch), () -> apply(data, batch)));
    }

    private void check(LaneData data, Bookkeeping batch) {
        if (data.epoch != batch.epoch()) {
            throw new FencedException(batch.lane());
        }
        if (batch.replies().stream().anyMatch(reply -> replies.containsKey(reply.scope()))) {
            throw new ConcurrentChangeException("idempotency keys", 1, 0);
        }
    }

    private void apply(LaneData data, Bookkeeping batch) {
        data.head = batch.head();
        data.commits = batch.commits();
        data.log.addAll(batch.log());
        data.consumed.putAll(batch.consumed());
        batch.timersOver().forEach(timer -> data.timers.remove(timer.key() + '\n' + timer.name()));
        batch.timers().forEach(timer -> data.timers.put(timer.key() + '\n' + timer.name(), timer));
        batch.effectsOver().forEach(data.effects::remove);
        batch.effects().forEach(effect -> data.effects.put(effect.id(), effect));
        batch.replies().forEach(reply -> replies.put(reply.scope(), reply));
        deadLetters.apply(batch.letters());
    }

    @Override
    public List<PendingEffect> effects(int lane, int max) {
        return called("Store.effects", () -> earliest(lanes.get(lane), max));
    }

    private static List<PendingEffect> earliest(LaneData data, int max) {
        return data.effects.values().stream()
                .sorted(Comparator.comparing(PendingEffect::dueAt).thenComparing(PendingEffect::id))
                .limit(max)
                .toList();
    }

    @Override
    public Expiring answers() {
        return (before, _) -> locked(() -> {
            replies.values().removeIf(reply -> reply.at().isBefore(before));
            return 0L;
        });
    }

    @Override
    public Expiring lettersOver() {
        return (before, _) -> {
            deadLetters.forget(before);
            return 0;
        };
    }

    @Override
    public Leases leases() {
        return leases;
    }

    Map<SourceLane, Long> consumed(int lane) {
        return Map.copyOf(lanes.get(lane).consumed);
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    private <T> T called(String port, java.util.function.Supplier<T> body) {
        return calls.make(port, () -> locked(body));
    }

    private <T> T locked(java.util.function.Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
