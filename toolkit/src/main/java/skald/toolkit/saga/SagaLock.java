package skald.toolkit.saga;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A semantic lock: who has a resource, and who waits for it. Immutable.
 *
 * @param line the sagas in the order in which they came; the first one has it
 */
public record SagaLock(List<Holder> line) {
    static final SagaLock FREE = new SagaLock(List.of());

    /** A saga that has or wants a lock, with its key. */
    public record Holder(SagaId saga, String key) {}

    public SagaLock {
        line = List.copyOf(line);
    }

    static SagaLock orFree(@Nullable SagaLock lock) {
        return lock == null ? FREE : lock;
    }

    boolean isHeldBy(SagaId saga) {
        return !line.isEmpty() && line.getFirst().saga().equals(saga);
    }

    int waiting() {
        return Math.max(0, line.size() - 1);
    }

    SagaLock with(Holder last) {
        List<Holder> longer = new ArrayList<>(line);
        longer.add(last);
        return new SagaLock(longer);
    }

    SagaLock without(SagaId saga) {
        return new SagaLock(
                line.stream().filter(holder -> !holder.saga().equals(saga)).toList());
    }
}
