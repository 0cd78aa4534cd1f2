package skald.toolkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.PendingEffect;
import skald.toolkit.Store.Timer;

/**
 * The working memory of one batch: the states that it loaded, changed by one decision after the other, and everything
 * that the decisions recorded. What one message recorded can be taken back ({@link #discard}) without touching the
 * others. Used by one thread.
 */
final class BatchWork implements Work, Needs {

    private static final class Cell {
        final long version;
        final @Nullable Object before;

        @Nullable
        Object current;

        Cell(long version, @Nullable Object before) {
            this.version = version;
            this.before = before;
            this.current = before;
        }

        /** The version that the store has once the batch is committed. */
        long committedVersion() {
            return current == before ? version : version + 1;
        }
    }

    /** Further needs of an input, to be named once the state of {@code key} is loaded. */
    private record Dependent(Input input, States<?, ?> states, Object key, BiConsumer<Object, Needs> then) {}

    /** Each round costs a query per table; a chain of states that needs more is modelled wrong. */
    private static final int MOST_ROUNDS = 4;

    private final ServiceDefinition definition;
    private final Ids ids;
    private final Instant now;
    private final int lane;
    private final long headBefore;
    private final StateCache cache;

    // In the order in which they were named, so that the same batch does the same every time.
    private final Map<States<?, ?>, Set<Object>> needed = new LinkedHashMap<>();
    private final List<Dependent> dependents = new ArrayList<>();
    private final Map<States<?, ?>, Map<Object, Cell>> cells = new LinkedHashMap<>();
    private final Map<Rows<?>, List<Object>> rows = new LinkedHashMap<>();
    private final List<LogEntry> log = new ArrayList<>();
    private final Map<String, Timer> timers = new LinkedHashMap<>();
    private final Map<String, Timer> timersOver = new LinkedHashMap<>();
    private final Map<String, PendingEffect> effects = new LinkedHashMap<>();

    /** How to take back what the current message recorded, in the order in which it was recorded. */
    private final List<Runnable> undo = new ArrayList<>();

    private @Nullable Input naming;
    private int round = 1;
    private @Nullable Message<?> message;
    private @Nullable Object reply;
    private boolean refused;

    BatchWork(ServiceDefinition definition, Ids ids, Instant now, int lane, long headBefore, StateCache cache) {
        this.definition = definition;
        this.ids = ids;
        this.now = now;
        this.lane = lane;
        this.headBefore = headBefore;
        this.cache = cache;
    }

    // --- before the decisions ---

    /** Whose needs are named from now on. */
    void naming(Input input) {
        naming = input;
    }

    @Override
    public <K, S> Needs of(States<K, S> states, K key) {
        if (isLoaded(states, key)) {
            return this;
        }
        requireRound();
        Versioned<?> recent = cache.get(states, key);
        if (recent == null) {
            needed.computeIfAbsent(states, _ -> new LinkedHashSet<>()).add(key);
        } else {
            cells.computeIfAbsent(states, _ -> new LinkedHashMap<>())
                    .put(key, new Cell(recent.version(), recent.state()));
        }
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // the state that is loaded for the key is an S
    public <K, S> Needs of(States<K, S> states, K key, BiConsumer<S, Needs> then) {
        requireRound();
        of(states, key);
        if (naming == null) {
            throw new IllegalStateException("no message names its needs");
        }
        dependents.add(new Dependent(naming, states, key, (BiConsumer<Object, Needs>) then));
        return this;
    }

    private void requireRound() {
        if (round > MOST_ROUNDS) {
            throw new IllegalStateException("needs of needs take more than " + MOST_ROUNDS + " rounds of loading");
        }
    }

    private boolean isLoaded(States<?, ?> states, Object key) {
        return cells.getOrDefault(states, Map.of()).containsKey(key);
    }

    /**
     * Loads everything that was named, round by round.
     *
     * @param failed gets the inputs whose dependent needs could not be named
     */
    void load(Tx tx, Map<Input, RuntimeException> failed) {
        while (!needed.isEmpty() || !dependents.isEmpty()) {
            Map<States<?, ?>, Set<Object>> wanted = new LinkedHashMap<>(needed);
            needed.clear();
            wanted.forEach((states, keys) -> load(tx, states, keys));
            round++;
            List<Dependent> due = List.copyOf(dependents);
            dependents.clear();
            due.forEach(dependent -> name(dependent, failed));
        }
    }

    private void name(Dependent dependent, Map<Input, RuntimeException> failed) {
        Object state = cell(dependent.states(), dependent.key()).current;
        if (state == null || failed.containsKey(dependent.input())) {
            return;
        }
        naming = dependent.input();
        try {
            dependent.then().accept(state, this);
        } catch (RuntimeException e) {
            failed.put(dependent.input(), e);
        }
    }

    @SuppressWarnings("unchecked") // the keys were put in by of(), which ties them to the states' type
    private <K, S> void load(Tx tx, States<K, S> states, Set<Object> keys) {
        Map<K, Versioned<S>> found = states.load(tx, (Collection<K>) List.copyOf(keys));
        Map<Object, Cell> loaded = cells.computeIfAbsent(states, _ -> new LinkedHashMap<>());
        for (Object key : keys) {
            Versioned<S> state = found.get(key);
            loaded.put(key, state == null ? new Cell(0, null) : new Cell(state.version(), state.state()));
        }
    }

    // --- around one decision ---

    void begin(Message<?> next) {
        message = next;
        reply = null;
        refused = false;
        undo.clear();
    }

    /** Takes back everything that the current message recorded. */
    void discard() {
        for (int i = undo.size() - 1; i >= 0; i--) {
            undo.get(i).run();
        }
        undo.clear();
    }

    @Nullable
    Object answer() {
        return reply;
    }

    boolean refused() {
        return refused;
    }

    // --- the decision's view ---

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public UUID newId() {
        return ids.next();
    }

    @Override
    @SuppressWarnings("unchecked") // the cell was loaded from these states
    public <K, S> @Nullable S get(States<K, S> states, K key) {
        return (S) cell(states, key).current;
    }

    @Override
    public <K, S> void put(States<K, S> states, K key, S state) {
        change(cell(states, key), state);
    }

    @Override
    public <K, S> void remove(States<K, S> states, K key) {
        change(cell(states, key), null);
    }

    private void change(Cell cell, @Nullable Object state) {
        Object previous = cell.current;
        undo.add(() -> cell.current = previous);
        cell.current = state;
    }

    private Cell cell(States<?, ?> states, Object key) {
        Map<Object, Cell> loaded = cells.get(states);
        Cell cell = loaded == null ? null : loaded.get(key);
        if (cell == null) {
            throw new IllegalStateException("the handler of "
                    + current().body().getClass().getSimpleName() + " did not say in needs() that it needs "
                    + states.getClass().getSimpleName() + " " + key);
        }
        return cell;
    }

    @Override
    public <R> void append(Rows<R> table, R row) {
        List<Object> list = rows.computeIfAbsent(table, _ -> new ArrayList<>());
        list.add(row);
        undo.add(list::removeLast);
    }

    @Override
    public void publish(String key, Object body) {
        SagaRef saga = current().saga();
        write(key, body, saga == null || definition.owns(saga) ? null : saga);
    }

    @Override
    public void send(String key, Object body, SagaRef saga) {
        write(key, body, saga);
    }

    private void write(String key, Object body, @Nullable SagaRef saga) {
        Message<?> cause = current();
        MessageTypes types = definition.types();
        log.add(new LogEntry(
                lane,
                headBefore + log.size() + 1,
                types.name(body.getClass()),
                key,
                saga == null ? null : saga.text(),
                cause.isLogged() ? cause.id() : null,
                cause.trace(),
                now,
                types.encode(body),
                body));
        undo.add(log::removeLast);
    }

    @Override
    public void schedule(String key, String name, Instant dueAt, Object body) {
        MessageTypes types = definition.types();
        setTimer(key, name, new Timer(key, name, dueAt, types.name(body.getClass()), types.encode(body)));
    }

    @Override
    public void unschedule(String key, String name) {
        setTimer(key, name, null);
    }

    /** Records the last word on a timer: a new deadline, or that it is over. */
    private void setTimer(String key, String name, @Nullable Timer timer) {
        String id = key + '\n' + name;
        remember(timers, id);
        remember(timersOver, id);
        if (timer == null) {
            timers.remove(id);
            timersOver.put(id, new Timer(key, name, Instant.EPOCH, "", new byte[0]));
        } else {
            timersOver.remove(id);
            timers.put(id, timer);
        }
    }

    private <T> void remember(Map<String, T> map, String id) {
        T previous = map.get(id);
        undo.add(() -> {
            if (previous == null) {
                map.remove(id);
            } else {
                map.put(id, previous);
            }
        });
    }

    @Override
    public void effect(String id, String key, Object request) {
        Message<?> cause = current();
        MessageTypes types = definition.types();
        definition.effect(request.getClass());
        SagaRef saga = cause.saga();
        remember(effects, id);
        effects.put(
                id,
                new PendingEffect(
                        id,
                        key,
                        types.name(request.getClass()),
                        types.encode(request),
                        saga == null ? null : saga.text(),
                        cause.trace(),
                        0,
                        false,
                        now));
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

    private Message<?> current() {
        if (message == null) {
            throw new IllegalStateException("no message is being decided");
        }
        return message;
    }

    // --- after the decisions ---

    /** Has a timer come again that could not be decided. */
    void postpone(Timer timer, Instant until) {
        timers.put(
                timer.key() + '\n' + timer.name(),
                new Timer(timer.key(), timer.name(), until, timer.type(), timer.body()));
    }

    /** Has an effect's outcome come again that could not be decided. */
    void again(PendingEffect effect) {
        effects.put(effect.id(), effect);
    }

    void save(Tx tx) {
        cells.forEach((states, loaded) -> save(tx, states, loaded));
        rows.forEach((table, list) -> append(tx, table, list));
    }

    @SuppressWarnings("unchecked") // the cells were loaded from these states
    private <K, S> void save(Tx tx, States<K, S> states, Map<Object, Cell> loaded) {
        List<Change<K, S>> changes = new ArrayList<>();
        loaded.forEach((key, cell) -> {
            if (cell.current != cell.before) {
                changes.add(new Change<>((K) key, cell.version, (S) cell.before, (S) cell.current));
            }
        });
        if (!changes.isEmpty()) {
            states.save(tx, changes);
        }
    }

    @SuppressWarnings("unchecked") // append() tied the rows to the table's type
    private static <R> void append(Tx tx, Rows<R> table, List<Object> list) {
        if (!list.isEmpty()) {
            table.append(tx, (List<R>) list);
        }
    }

    /** Keeps the committed states for the next batch. */
    void remember() {
        cells.forEach(this::remember);
    }

    @SuppressWarnings("unchecked") // the cells were loaded from these states
    private <K, S> void remember(States<K, S> states, Map<Object, Cell> loaded) {
        loaded.forEach((key, cell) -> {
            S state = (S) cell.current;
            if (state != null && states.isOfOneLane(state)) {
                cache.put(states, key, new Versioned<>(state, cell.committedVersion()));
            } else {
                cache.remove(states, key);
            }
        });
    }

    List<LogEntry> log() {
        return log;
    }

    Collection<Timer> timers() {
        return timers.values();
    }

    Collection<Timer> timersOver() {
        return timersOver.values();
    }

    Collection<PendingEffect> effects() {
        return effects.values();
    }

    boolean changesStatesBesidePorts() {
        return rows.entrySet().stream()
                .anyMatch(table ->
                        table.getKey().changesStates() && !table.getValue().isEmpty());
    }

    boolean changesStates() {
        return cells.values().stream()
                        .anyMatch(loaded -> loaded.values().stream().anyMatch(cell -> cell.current != cell.before))
                || rows.values().stream().anyMatch(list -> !list.isEmpty());
    }
}
