package skald.platform.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Rows;
import skald.toolkit.SagaRef;
import skald.toolkit.States;
import skald.toolkit.Work;

/** One decision of one service: what it reads and records, which counts only if it is committed. */
final class Turn implements Work, Needs {

    /** Which state. */
    record Key(States<?, ?> kind, Object key) {}

    /** A message that was written to the service's log. */
    record Entry(String key, Object body, @Nullable SagaRef saga) {}

    /** A timer by its key and name. */
    record TimerKey(String key, String name) {}

    /** When a timer fires, and with what. */
    record Timer(Instant dueAt, Object body) {}

    /** A call to the outside. */
    record Call(
            String id, String key, Object request, @Nullable SagaRef saga) {}

    private final Map<Key, Object> committed;
    private final Instant now;
    private final Supplier<UUID> ids;
    private final Message<?> message;
    private final boolean coordinates;
    private final Set<Key> named = new HashSet<>();

    final Map<Key, @Nullable Object> changed = new HashMap<>();
    final List<Entry> log = new ArrayList<>();
    final Map<TimerKey, @Nullable Timer> timers = new LinkedHashMap<>();
    final List<Call> calls = new ArrayList<>();
    final List<Object> rows = new ArrayList<>();

    @Nullable
    Object reply;

    boolean refused;

    /** @param coordinates whether answers to sagas end here: what is published because of one belongs to no step */
    Turn(Map<Key, Object> committed, Instant now, Supplier<UUID> ids, Message<?> message, boolean coordinates) {
        this.committed = committed;
        this.now = now;
        this.ids = ids;
        this.message = message;
        this.coordinates = coordinates;
    }

    @Override
    public <K, S> Needs of(States<K, S> states, K key) {
        named.add(new Key(states, key));
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // put() ties the state to its kind
    public <K, S> Needs of(States<K, S> states, K key, BiConsumer<S, Needs> then) {
        of(states, key);
        Object state = committed.get(new Key(states, key));
        if (state != null) {
            then.accept((S) state, this);
        }
        return this;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public UUID newId() {
        return ids.get();
    }

    @Override
    @SuppressWarnings("unchecked") // put() ties the state to its kind
    public <K, S> @Nullable S get(States<K, S> states, K key) {
        Key which = named(states, key);
        return (S) (changed.containsKey(which) ? changed.get(which) : committed.get(which));
    }

    @Override
    public <K, S> void put(States<K, S> states, K key, S state) {
        changed.put(named(states, key), Objects.requireNonNull(state));
    }

    @Override
    public <K, S> void remove(States<K, S> states, K key) {
        changed.put(named(states, key), null);
    }

    private Key named(States<?, ?> states, Object key) {
        Key which = new Key(states, key);
        if (!named.contains(which)) {
            throw new IllegalStateException("needs() did not name " + which);
        }
        return which;
    }

    @Override
    public <R> void append(Rows<R> kind, R row) {
        rows.add(row);
    }

    @Override
    public void publish(String key, Object body) {
        log.add(new Entry(key, body, coordinates ? null : message.saga()));
    }

    @Override
    public void send(String key, Object body, SagaRef saga) {
        log.add(new Entry(key, body, saga));
    }

    @Override
    public void schedule(String key, String name, Instant dueAt, Object body) {
        timers.put(new TimerKey(key, name), new Timer(dueAt, body));
    }

    @Override
    public void unschedule(String key, String name) {
        timers.put(new TimerKey(key, name), null);
    }

    @Override
    public void effect(String id, String key, Object request) {
        calls.add(new Call(id, key, request, message.saga()));
    }

    @Override
    public void reply(Object body) {
        reply = body;
    }

    @Override
    public void refuse(Object body) {
        reply = body;
        refused = true;
    }
}
