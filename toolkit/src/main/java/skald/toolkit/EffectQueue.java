package skald.toolkit;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.PendingEffect;

/**
 * The effects of a lane that are to be attempted next: the earliest in memory, the rest in the table only, from where they
 * are fetched as room appears. The table has all of them, so a crash loses none. Used by the thread of its lane.
 */
final class EffectQueue {
    /** Enough to keep the callers busy between two fetches; with bodies of a kilobyte these are 4 MiB. */
    static final int MOST_IN_MEMORY = 4096;

    private final int most;
    private final Map<String, PendingEffect> byId = new HashMap<>();
    private final TreeSet<PendingEffect> inOrder =
            new TreeSet<>(Comparator.comparing(PendingEffect::dueAt).thenComparing(PendingEffect::id));
    /** Begun, and their end is not committed yet: the table still has them. */
    private final Set<String> busy = new HashSet<>();

    private boolean hasRest;

    /** @param most in memory */
    EffectQueue(int most) {
        this.most = most;
    }

    /** Adds one that the table has; it replaces an earlier one of the same id. */
    void add(PendingEffect effect) {
        PendingEffect before = byId.put(effect.id(), effect);
        if (before != null) {
            inOrder.remove(before);
        }
        inOrder.add(effect);
        if (inOrder.size() > most) {
            byId.remove(inOrder.removeLast().id());
            hasRest = true;
        }
    }

    /** How many the next {@link #refill} asks for; 0 if it is not needed. */
    int missing() {
        return hasRest && inOrder.size() <= most / 2 ? most + busy.size() : 0;
    }

    /**
     * Takes over the earliest effects of the table.
     *
     * @param asked how many there are at most
     */
    void refill(List<PendingEffect> earliest, int asked) {
        hasRest = earliest.size() >= asked;
        for (PendingEffect effect : earliest) {
            if (!busy.contains(effect.id()) && !byId.containsKey(effect.id())) {
                add(effect);
            }
        }
    }

    /** When the first one is due; {@code null} if there is none. */
    @Nullable
    Instant nextDue() {
        return inOrder.isEmpty() ? null : inOrder.first().dueAt();
    }

    /** Takes the first one, if it is due. */
    @Nullable
    PendingEffect begin(Instant now) {
        if (inOrder.isEmpty() || inOrder.first().dueAt().isAfter(now)) {
            return null;
        }
        PendingEffect effect = inOrder.removeFirst();
        byId.remove(effect.id());
        busy.add(effect.id());
        return effect;
    }

    /** What became of it is committed. */
    void recorded(String id) {
        busy.remove(id);
    }

    /** In memory; at least {@code most} if the table has more. */
    int size() {
        return hasRest ? Math.max(most, inOrder.size()) : inOrder.size();
    }
}
