package skald.toolkit.saga;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.toolkit.saga.SagaLock.Holder;

/**
 * Takes and releases the locks of sagas.
 *
 * <p>A saga takes its place in the lines of all its locks in one transaction, before its first step, and runs when it is
 * the first in each. So of any two sagas the one that came first is before the other in every line that they share: nobody
 * waits for somebody who came later, and a deadlock is impossible. It leaves all lines at its end, and not before: a STUCK
 * saga keeps its locks.
 */
record Locking(SagaLocks locks) {
    private static final String SEPARATOR = "\n";

    /** What a saga locks, by its data, and what it does if that is another's. */
    record Rule<D>(LockMode mode, Function<D, ? extends Collection<String>> resources) {

        /** The resources in order, as a saga's row keeps them; {@code null} for none. */
        @Nullable
        String of(D data) {
            TreeSet<String> sorted = new TreeSet<>(resources.apply(data));
            for (String resource : sorted) {
                if (resource.isBlank() || resource.contains(SEPARATOR)) {
                    throw new IllegalArgumentException("not the name of a resource: \"" + resource + "\"");
                }
            }
            return sorted.isEmpty() ? null : String.join(SEPARATOR, sorted);
        }
    }

    static List<String> resources(@Nullable String kept) {
        return kept == null ? List.of() : List.of(kept.split(SEPARATOR));
    }

    void needs(@Nullable String kept, Needs needs) {
        needs.all(locks, resources(kept));
    }

    /** Takes a place in all lines, or in none. */
    Start take(SagaInstance saga, LockMode mode, Work work) {
        List<String> resources = resources(saga.locks());
        boolean free = resources.stream()
                .allMatch(resource -> lock(resource, work).line().isEmpty());
        if (!free && !mode.queues()) {
            return Start.LOCKED;
        }
        if (!free
                && resources.stream()
                        .map(resource -> lock(resource, work))
                        .anyMatch(lock -> !lock.line().isEmpty() && lock.waiting() >= mode.mostWaiting())) {
            return Start.QUEUE_FULL;
        }
        for (String resource : resources) {
            work.put(locks, resource, lock(resource, work).with(new Holder(saga.id(), saga.key())));
        }
        return free ? Start.STARTED : Start.QUEUED;
    }

    boolean hasAll(SagaInstance saga, Work work) {
        return resources(saga.locks()).stream()
                .allMatch(resource -> lock(resource, work).isHeldBy(saga.id()));
    }

    /** Leaves all lines, and has those looked at that are the first now. */
    void release(SagaInstance saga, Work work) {
        Instant now = work.now();
        for (String resource : resources(saga.locks())) {
            SagaLock before = lock(resource, work);
            SagaLock after = before.without(saga.id());
            work.put(locks, resource, after);
            if (before.isHeldBy(saga.id()) && !after.line().isEmpty()) {
                Holder next = after.line().getFirst();
                SagaId id = next.saga();
                // A timer of its own for each resource, since two lanes may release two of them at the same time: fired
                // in the one, it must not take away what the other has set.
                work.schedule(
                        next.key(),
                        "lock " + resource + " for " + Sagas.timerOf(id),
                        now,
                        new SagaWakeUp(id.definition(), id.instance()));
            }
        }
    }

    private SagaLock lock(String resource, Work work) {
        return SagaLock.orFree(work.get(locks, resource));
    }
}
