package skald.toolkit.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;

/** States in a sorted map. States must be immutable. Thread-safe. */
public class InMemoryStates<K extends Comparable<K>, S> implements States<K, S> {
    private final ConcurrentNavigableMap<K, Versioned<S>> states = new ConcurrentSkipListMap<>();
    private final String name = getClass().getSimpleName();

    @Override
    public Map<K, Versioned<S>> load(Tx tx, Collection<K> keys) {
        return InMemoryTx.callsOf(tx).make(name + ".load", () -> found(keys));
    }

    private Map<K, Versioned<S>> found(Collection<K> keys) {
        Map<K, Versioned<S>> found = new HashMap<>();
        for (K key : keys) {
            Versioned<S> state = states.get(key);
            if (state != null) {
                found.put(key, state);
            }
        }
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<K, S>> changes) {
        InMemoryTx memory = InMemoryTx.of(tx);
        InMemoryTx.callsOf(tx).make(name + ".save", () -> {
            changes.forEach(change -> memory.atCommit(() -> check(change), () -> write(change)));
            return memory;
        });
    }

    /** The state of {@code key} as it is now. */
    public Optional<S> find(K key) {
        return Optional.ofNullable(states.get(key)).map(Versioned::state);
    }

    /** All states in the order of their keys, as they are while the stream is read. */
    public Stream<S> all() {
        return states.values().stream().map(Versioned::state);
    }

    /** The states with keys after {@code key}, in order. */
    public Stream<S> after(K key) {
        return states.tailMap(key, false).values().stream().map(Versioned::state);
    }

    /** The states with keys after {@code key} ({@code null}: all), each with its key, in order. */
    public Stream<Map.Entry<K, S>> entriesAfter(@Nullable K key) {
        ConcurrentNavigableMap<K, Versioned<S>> rest = key == null ? states : states.tailMap(key, false);
        return rest.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().state()));
    }

    /**
     * Changes states beside their decisions, for what an SQL adapter does with an update over many rows; those that change
     * get new versions. Only inside {@link InMemoryTx#atCommit}.
     */
    public void replaceAll(UnaryOperator<S> change) {
        states.replaceAll((_, state) -> {
            S changed = change.apply(state.state());
            return changed == state.state() ? state : new Versioned<>(changed, state.version() + 1);
        });
    }

    /** Forgets states that no decision needs any more. */
    protected void forget(Predicate<S> gone) {
        states.values().removeIf(state -> gone.test(state.state()));
    }

    private void check(Change<K, S> change) {
        Versioned<S> current = states.get(change.key());
        long version = current == null ? 0 : current.version();
        if (version != change.version()) {
            throw new ConcurrentChangeException(name, 1, 0);
        }
    }

    private void write(Change<K, S> change) {
        S after = change.after();
        if (after == null) {
            states.remove(change.key());
        } else {
            states.put(change.key(), new Versioned<>(after, change.nextVersion()));
        }
    }
}
