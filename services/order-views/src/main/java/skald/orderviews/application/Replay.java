package skald.orderviews.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Change;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Rows;
import skald.toolkit.SagaRef;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.Work;

/**
 * A batch of messages that are decided once more, from the log: states and rows are written, and anything else that a
 * handler might want to do is an error, because effects never run in a replay. Used by one thread, once.
 */
final class Replay implements Work, Needs {

    private final Map<States<?, ?>, Set<Object>> needed = new IdentityHashMap<>();
    private final Map<States<?, ?>, Map<Object, Versioned<?>>> loaded = new IdentityHashMap<>();
    private final Map<States<?, ?>, Map<Object, Object>> changed = new IdentityHashMap<>();
    private final Map<Rows<?>, List<Object>> rows = new IdentityHashMap<>();

    /** What the message that is being decided has recorded; it counts, and is read, when the decision is complete. */
    private final List<Runnable> recorded = new ArrayList<>();

    private final Instant now;

    Replay(Instant now) {
        this.now = now;
    }

    <B> void needs(Handler<B> handler, Message<B> message) {
        handler.needs(message, this);
    }

    void load(Tx tx) {
        needed.forEach((states, keys) -> load(tx, states, keys));
    }

    @SuppressWarnings("unchecked") // of() ties the keys to their states
    private <K, S> void load(Tx tx, States<K, S> states, Set<Object> keys) {
        loaded.put(states, new HashMap<>(states.load(tx, (Collection<K>) keys)));
    }

    <B> void decide(Handler<B> handler, Message<B> message) {
        recorded.clear();
        handler.decide(message, this);
        recorded.forEach(Runnable::run);
    }

    void save(Tx tx) {
        changed.forEach((states, written) -> save(tx, states, written));
        rows.forEach((table, list) -> append(tx, table, list));
    }

    @SuppressWarnings("unchecked") // put() ties keys and states to their kind
    private <K, S> void save(Tx tx, States<K, S> states, Map<Object, Object> written) {
        List<Change<K, S>> changes = new ArrayList<>();
        written.forEach((key, after) -> {
            Versioned<?> before = loaded.get(states).get(key);
            if (before == null || before.state() != after) {
                changes.add(new Change<>(
                        (K) key, before == null ? 0 : before.version(), before == null ? null : (S) before.state(), (S)
                                after));
            }
        });
        if (!changes.isEmpty()) {
            states.save(tx, changes);
        }
    }

    @SuppressWarnings("unchecked") // append() ties the rows to their table
    private static <R> void append(Tx tx, Rows<R> table, List<Object> list) {
        table.append(tx, (List<R>) list);
    }

    @Override
    public <K, S> Needs of(States<K, S> states, K key) {
        needed.computeIfAbsent(states, _ -> new LinkedHashSet<>()).add(key);
        return this;
    }

    @Override
    public <K, S> Needs of(States<K, S> states, K key, BiConsumer<S, Needs> then) {
        throw notInAReplay("a need that depends on a state");
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    @SuppressWarnings("unchecked") // loaded and put under the same states
    public <K, S> @Nullable S get(States<K, S> states, K key) {
        Object written = changed.getOrDefault(states, Map.of()).get(key);
        Versioned<?> before = loaded.getOrDefault(states, Map.of()).get(key);
        return (S) (written != null ? written : before == null ? null : before.state());
    }

    @Override
    public <K, S> void put(States<K, S> states, K key, S state) {
        recorded.add(() ->
                changed.computeIfAbsent(states, _ -> new LinkedHashMap<>()).put(key, state));
    }

    @Override
    public <R> void append(Rows<R> table, R row) {
        recorded.add(() -> rows.computeIfAbsent(table, _ -> new ArrayList<>()).add(row));
    }

    @Override
    public UUID newId() {
        throw notInAReplay("a new id");
    }

    @Override
    public <K, S> void remove(States<K, S> states, K key) {
        throw notInAReplay("a removal");
    }

    @Override
    public void publish(String key, Object body) {
        throw notInAReplay("a message");
    }

    @Override
    public void send(String key, Object body, SagaRef saga) {
        throw notInAReplay("a command");
    }

    @Override
    public void schedule(String key, String name, Instant dueAt, Object body) {
        throw notInAReplay("a timer");
    }

    @Override
    public void unschedule(String key, String name) {
        throw notInAReplay("a timer");
    }

    @Override
    public void effect(String id, String key, Object request) {
        throw notInAReplay("an effect");
    }

    @Override
    public void reply(Object body) {
        throw notInAReplay("an answer");
    }

    @Override
    public void refuse(Object body) {
        throw notInAReplay("an answer");
    }

    private static IllegalStateException notInAReplay(String what) {
        return new IllegalStateException("a projection makes no such thing as " + what + " when it is replayed");
    }
}
