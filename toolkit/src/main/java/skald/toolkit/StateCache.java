package skald.toolkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The states that a lane wrote or read most recently, of those that belong to it alone ({@link States#isOfOneLane}):
 * what an order's next message needs is in memory when it comes. The version check of every write guards against a state
 * that has moved on all the same; after a failure everything is forgotten. Least recently used first out. Used by the
 * thread of its lane.
 */
final class StateCache {
    /**
     * What the caches of all lanes of one service have in common: how often states were changed beside their ports.
     * Thread-safe.
     */
    static final class Shared {
        private final boolean keeps;
        private final AtomicLong changes = new AtomicLong();

        /** @param keeps whether states are kept at all: not where lanes run in processes that do not hear of such changes */
        Shared(boolean keeps) {
            this.keeps = keeps;
        }

        /** States were changed beside their ports, and that is committed. */
        void changed() {
            changes.incrementAndGet();
        }
    }

    /** A few thousand orders under way, each with its state and its saga; some megabytes. */
    private static final int MOST_STATES = 4096;

    private record Key(States<?, ?> states, Object key) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && that.states == states && that.key.equals(key);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(states) + key.hashCode();
        }
    }

    private final Shared shared;
    private long seen;

    private final Map<Key, Versioned<?>> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Versioned<?>> eldest) {
            return size() > MOST_STATES;
        }
    };

    StateCache(Shared shared) {
        this.shared = shared;
    }

    /** Before a batch: forgets everything if somebody changed states beside their ports. */
    void begin() {
        long changes = shared.changes.get();
        if (changes != seen) {
            seen = changes;
            clear();
        }
    }

    @Nullable
    Versioned<?> get(States<?, ?> kind, Object key) {
        return states.get(new Key(kind, key));
    }

    void put(States<?, ?> kind, Object key, Versioned<?> state) {
        if (shared.keeps) {
            states.put(new Key(kind, key), state);
        }
    }

    void remove(States<?, ?> kind, Object key) {
        states.remove(new Key(kind, key));
    }

    void clear() {
        states.clear();
    }
}
