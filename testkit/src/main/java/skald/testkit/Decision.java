package skald.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Rows;
import skald.toolkit.SagaRef;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.States;
import skald.toolkit.Work;

/**
 * Runs one decision after the other without any I/O: given states, when a message, then what was recorded. Like the
 * runtime it refuses states that the handler did not name. Not thread-safe.
 *
 * <pre>{@code
 * Decision decision = new Decision(NOON).given(payments, orderId, anAuthorizedPayment());
 * decision.when(new CaptureHandler(payments), "order-1", new CapturePayment("order-1"));
 * assertThat(decision.effects()).containsExactly(new AskForCapture(…));
 * }</pre>
 */
public final class Decision implements Work, Needs {

    /** A timer that was asked for. */
    public record Timer(String key, String name, Instant dueAt, Object body) {}

    /** A command that was sent for a saga step. */
    public record Sent(Object body, SagaRef saga) {}

    private final Map<States<?, ?>, Map<Object, Object>> states = new IdentityHashMap<>();
    private final Map<States<?, ?>, Set<Object>> named = new IdentityHashMap<>();
    private final List<Object> published = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, Timer> timers = new HashMap<>();
    private final Map<String, Object> effects = new HashMap<>();
    private final List<Object> appended = new ArrayList<>();
    private Instant now;
    private long ids;
    private @Nullable Object reply;
    private boolean refused;

    /** Decisions taken at {@code now}. */
    public Decision(Instant now) {
        this.now = now;
    }

    /** There is this state already. */
    public <K, S> Decision given(States<K, S> kind, K key, S state) {
        states.computeIfAbsent(kind, _ -> new HashMap<>()).put(key, Objects.requireNonNull(state));
        return this;
    }

    /** The time goes on. */
    public Decision at(Instant later) {
        now = later;
        return this;
    }

    /** Has a message without saga decided; forgets what earlier decisions published, but not the states. */
    public <B> Decision when(Handler<? super B> handler, String key, B body) {
        return when(handler, key, body, null);
    }

    /** Has a message decided that belongs to a saga step. */
    @SuppressWarnings("unchecked") // a handler of a supertype decides a B as well
    public <B> Decision when(Handler<? super B> handler, String key, B body, @Nullable SagaRef saga) {
        published.clear();
        sent.clear();
        effects.clear();
        appended.clear();
        named.clear();
        reply = null;
        refused = false;
        Message<B> message = new Message<>("test/0/1", key, body, now, saga, null);
        ((Handler<B>) handler).needs(message, this);
        ((Handler<B>) handler).decide(message, this);
        return this;
    }

    /** Has a message decided by whichever handler {@code service} has for it. */
    public Decision when(ServiceDefinition service, String key, Object body, @Nullable SagaRef saga) {
        return when(service.<Object>handler(body.getClass()), key, body, saga);
    }

    /** The events and answers published by the last decision. */
    public List<Object> published() {
        return List.copyOf(published);
    }

    /** The saga commands sent by the last decision. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** The requests to the outside recorded by the last decision. */
    public List<Object> effects() {
        return List.copyOf(effects.values());
    }

    /** The ids under which they are performed. */
    public Set<String> effectIds() {
        return Set.copyOf(effects.keySet());
    }

    /** The timers that wait now. */
    public List<Timer> timers() {
        return List.copyOf(timers.values());
    }

    /** The rows appended by the last decision. */
    public List<Object> appended() {
        return List.copyOf(appended);
    }

    /** What the last decision answered to its caller. */
    public @Nullable Object answer() {
        return reply;
    }

    /** Whether that answer was a refusal. */
    public boolean refused() {
        return refused;
    }

    /** The state as it is now. */
    @SuppressWarnings("unchecked") // given() and put() tie the states to their kind
    public <K, S> @Nullable S state(States<K, S> kind, K key) {
        return (S) states.getOrDefault(kind, Map.of()).get(key);
    }

    @Override
    public <K, S> Needs of(States<K, S> kind, K key) {
        named.computeIfAbsent(kind, _ -> new HashSet<>()).add(key);
        return this;
    }

    @Override
    public <K, S> Needs of(States<K, S> kind, K key, BiConsumer<S, Needs> then) {
        of(kind, key);
        S state = state(kind, key);
        if (state != null) {
            then.accept(state, this);
        }
        return this;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public UUID newId() {
        return new UUID(0x7000, ++ids);
    }

    @Override
    public <K, S> @Nullable S get(States<K, S> kind, K key) {
        requireNamed(kind, key);
        return state(kind, key);
    }

    @Override
    public <K, S> void put(States<K, S> kind, K key, S state) {
        requireNamed(kind, key);
        given(kind, key, state);
    }

    @Override
    public <K, S> void remove(States<K, S> kind, K key) {
        requireNamed(kind, key);
        states.getOrDefault(kind, new HashMap<>()).remove(key);
    }

    private void requireNamed(States<?, ?> kind, Object key) {
        if (!named.getOrDefault(kind, Set.of()).contains(key)) {
            throw new IllegalStateException(
                    "needs() did not name " + kind.getClass().getSimpleName() + " " + key);
        }
    }

    @Override
    public <R> void append(Rows<R> rows, R row) {
        appended.add(row);
    }

    @Override
    public void publish(String key, Object body) {
        published.add(body);
    }

    @Override
    public void send(String key, Object body, SagaRef saga) {
        sent.add(new Sent(body, saga));
    }

    @Override
    public void schedule(String key, String name, Instant dueAt, Object body) {
        timers.put(key + '\n' + name, new Timer(key, name, dueAt, body));
    }

    @Override
    public void unschedule(String key, String name) {
        timers.remove(key + '\n' + name);
    }

    @Override
    public void effect(String id, String key, Object request) {
        effects.put(id, request);
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
