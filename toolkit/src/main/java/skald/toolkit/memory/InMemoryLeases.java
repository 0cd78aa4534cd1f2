package skald.toolkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import skald.toolkit.Leases;
import skald.toolkit.Store;
import skald.toolkit.Store.LaneState;

/** Leases in memory, under the lock of their store, for several services over one store in one process. */
final class InMemoryLeases implements Leases {
    private record Lease(String owner, long epoch, Instant until) {}

    private final InMemoryStore store;
    private final ReentrantLock lock;
    private final InstantSource clock;
    private final Map<Integer, Lease> leases = new HashMap<>();
    private final TreeMap<String, Instant> instances = new TreeMap<>();

    InMemoryLeases(InMemoryStore store, ReentrantLock lock, InstantSource clock) {
        this.store = store;
        this.lock = lock;
        this.clock = clock;
    }

    @Override
    public Optional<LaneState> acquire(int lane, String owner, Duration lease) {
        return locked(() -> {
            Lease held = leases.get(lane);
            if (held != null
                    && held.until().isAfter(clock.instant())
                    && !held.owner().equals(owner)) {
                return Optional.empty();
            }
            LaneState state = store.takeOver(lane, owner);
            leases.put(lane, new Lease(owner, state.epoch(), clock.instant().plus(lease)));
            return Optional.of(state);
        });
    }

    @Override
    public void renew(int lane, long epoch, Duration lease) {
        locked(() -> {
            Lease held = leases.get(lane);
            if (held == null || held.epoch() != epoch) {
                throw new Store.FencedException(lane);
            }
            return leases.put(
                    lane, new Lease(held.owner(), epoch, clock.instant().plus(lease)));
        });
    }

    @Override
    public void release(int lane, long epoch) {
        locked(() -> leases.computeIfPresent(lane, (_, held) -> held.epoch() == epoch ? null : held));
    }

    /** Somebody took the lane without asking. */
    void forget(int lane) {
        leases.remove(lane);
    }

    @Override
    public void announce(String instance, Duration lease) {
        locked(() -> instances.put(instance, clock.instant().plus(lease)));
    }

    @Override
    public void leave(String instance) {
        locked(() -> instances.remove(instance));
    }

    @Override
    public Roster roster() {
        return locked(() -> {
            Instant now = clock.instant();
            instances.values().removeIf(until -> until.isBefore(now));
            List<LaneStatus> lanes = new ArrayList<>();
            for (int lane = 0; lane < store.lanes(0); lane++) {
                Lease held = leases.get(lane);
                lanes.add(new LaneStatus(
                        lane,
                        held == null ? "" : held.owner(),
                        held == null || !held.until().isAfter(now),
                        store.head(lane),
                        store.consumed(lane)));
            }
            return new Roster(List.copyOf(instances.keySet()), lanes);
        });
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
