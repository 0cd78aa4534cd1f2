package skald.platform.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.contracts.orders.FulfilmentRequested;
import skald.contracts.orders.WithdrawalRequested;
import skald.inventory.InventoryService;
import skald.inventory.domain.Movement;
import skald.inventory.domain.MovementKind;
import skald.orders.OrdersService;
import skald.orders.SagaStyle;
import skald.orders.application.Journey;
import skald.payments.PaymentsService;
import skald.platform.flow.Turn.Call;
import skald.platform.flow.Turn.Entry;
import skald.platform.flow.Turn.Key;
import skald.platform.flow.Turn.Timer;
import skald.platform.flow.Turn.TimerKey;
import skald.shipping.ShippingService;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.Environment;
import skald.toolkit.Message;
import skald.toolkit.SagaRef;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.saga.RetryPolicy;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaStatus;

/**
 * The four services that an order goes through, as their decisions, with logs between them that keep their order and
 * nothing else. Whoever's turn it is decides one message; the test says in which order, how often, and what gets lost.
 */
final class Town {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOLD = Duration.ofMinutes(10);
    private static final OrdersService.Patience IMPATIENT = new OrdersService.Patience(
            new RetryPolicy(4, Duration.ofSeconds(10), Duration.ofSeconds(40)), Duration.ofMinutes(8));
    /** With an order that takes longer than its stock is held. */
    static final OrdersService.Patience ENDLESS = new OrdersService.Patience(
            new RetryPolicy(1_000, Duration.ofSeconds(10), Duration.ofSeconds(40)), Duration.ofHours(1));
    /** More than any order takes, so that a flow that never ends is seen. */
    private static final int MOST_STEPS = 20_000;

    private record Setting(SagaStyle style, OrdersService.Patience patience) {}

    /** Decisions remember nothing, so that all towns share them. */
    private static final Map<Setting, List<ServiceDefinition>> SERVICES = new ConcurrentHashMap<>();

    /** A service with its log and everything that it has committed. */
    private static final class Node {
        final ServiceDefinition service;
        final List<Entry> log = new ArrayList<>();
        final Map<String, Integer> consumed = new HashMap<>();
        final Map<Key, Object> states = new HashMap<>();
        final Map<TimerKey, Timer> timers = new LinkedHashMap<>();
        final Map<String, Call> calls = new LinkedHashMap<>();
        final List<Object> rows = new ArrayList<>();

        Node(ServiceDefinition service) {
            this.service = service;
        }
    }

    /** Something that can happen now. */
    private interface Move {
        void make();
    }

    final Outside outside = new Outside();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> types = new LinkedHashSet<>();
    private final Set<String> lost = new HashSet<>();
    private final Disturbance disturbance;
    private final Random order;
    private final String unlucky;
    private Instant now = NOON;
    private long ids;
    private int steps;

    /**
     * A town of orders in {@code style}.
     *
     * @param seed of the order in which things happen
     * @param unlucky what gets lost once, such as {@code inventory PaymentAuthorized}; empty for nothing
     */
    Town(SagaStyle style, Disturbance disturbance, long seed, String unlucky) {
        this(style, disturbance, seed, unlucky, IMPATIENT);
    }

    /** @param patience of the orders service */
    Town(SagaStyle style, Disturbance disturbance, long seed, String unlucky, OrdersService.Patience patience) {
        this.disturbance = disturbance;
        this.order = new Random(seed);
        this.unlucky = unlucky;
        SERVICES.computeIfAbsent(new Setting(style, patience), Town::services)
                .forEach(service -> nodes.put(service.name(), new Node(service)));
    }

    private static List<ServiceDefinition> services(Setting setting) {
        // The decisions get time and ids from their turn, and their states as well: nothing of this is ever asked.
        Environment environment = new Environment(() -> NOON, () -> new UUID(0, 0), new Random(0), Runnable::run);
        GatewaySimulator gateway = GatewaySimulator.inMemory(() -> NOON, _ -> {}, Runnable::run);
        CarrierSimulator carrier = CarrierSimulator.inMemory(() -> NOON, _ -> {}, Runnable::run);
        return Stream.of(
                        OrdersService.inMemory(setting.style(), setting.patience(), environment, 1),
                        PaymentsService.inMemory(gateway, environment, 1),
                        InventoryService.inMemory(HOLD, environment, 1),
                        ShippingService.inMemory(carrier, environment, 1))
                .map(service -> service.runtime().definition())
                .toList();
    }

    private UUID newId() {
        return new UUID(0x0195_0000_0000_7000L, 0x8000_0000_0000_0000L | ++ids);
    }

    /** Someone asks a service for something. */
    @Nullable
    Object ask(String service, String key, Object body) {
        Node node = nodes.get(service);
        Turn turn = decide(node, message("~request", key, body, null));
        if (!turn.refused) {
            commit(node, turn);
        }
        return turn.reply;
    }

    /** A log of a service that is not in town. */
    void tell(String service, String key, Object body) {
        Node node = nodes.get(service);
        commit(node, decide(node, message("elsewhere/0/1", key, body, null)));
    }

    /** Goes on until nothing more happens by itself, timers included. */
    void settle() {
        while (step() || ring()) {
            if (++steps > MOST_STEPS) {
                throw new AssertionError("it never ends: " + published());
            }
        }
    }

    /** Goes on until goods are moved in this way. */
    void settleUntil(MovementKind kind) {
        while (moved(kind) == 0 && (step() || ring())) {
            if (++steps > MOST_STEPS) {
                throw new AssertionError("it never happens: " + published());
            }
        }
    }

    /** Makes at most so many moves, without any timer. */
    void advance(int moves) {
        for (int i = 0; i < moves && step(); i++) {
            steps++;
        }
    }

    /** Goes on until only a timer can bring anything new, and lets it. */
    void settleUntilRung() {
        advance(MOST_STEPS);
        ring();
    }

    private boolean step() {
        List<Move> possible = new ArrayList<>();
        for (Node node : nodes.values()) {
            for (String source : node.service.sources()) {
                Node other = nodes.get(source);
                if (other != null && node.consumed.getOrDefault(source, 0) < other.log.size()) {
                    possible.add(() -> read(node, source, other));
                }
            }
            for (Call call : node.calls.values()) {
                Optional<Object> answer = outside.answer(call.id(), call.request());
                if (answer.isPresent()) {
                    possible.add(() -> settled(node, call, answer.get()));
                }
            }
        }
        if (possible.isEmpty()) {
            return false;
        }
        int which = disturbance == Disturbance.REORDERED ? order.nextInt(possible.size()) : steps % possible.size();
        possible.get(which).make();
        return true;
    }

    private void read(Node node, String source, Node other) {
        int position = node.consumed.getOrDefault(source, 0);
        node.consumed.put(source, position + 1);
        Entry entry = other.log.get(position);
        String type = other.service.types().name(entry.body().getClass());
        String saga = entry.saga() == null ? null : entry.saga().text();
        LogEntry asLogged =
                new LogEntry(0, position + 1, type, entry.key(), saga, null, null, now, new byte[0], entry.body());
        if (!node.service.types().knows(type) || !node.service.handles(asLogged)) {
            return;
        }
        String what = node.service.name() + ' ' + entry.body().getClass().getSimpleName();
        types.add(what);
        if (what.equals(unlucky) && lost.add(what)) {
            return;
        }
        deliver(node, message(source + "/0/" + (position + 1), entry.key(), entry.body(), entry.saga()));
    }

    private void settled(Node node, Call call, Object answer) {
        if (disturbance == Disturbance.CRASH_AFTER_COMMIT && lost.add(call.id())) {
            return; // the answer is lost with the process; the call is found in the store and made again
        }
        node.calls.remove(call.id());
        deliver(node, message("~effect/" + call.id(), call.key(), answer, call.saga()));
    }

    private void deliver(Node node, Message<Object> message) {
        if (disturbance == Disturbance.CRASH_BEFORE_COMMIT) {
            decide(node, message); // decided, and forgotten with the process
        }
        commit(node, decide(node, message));
        if (disturbance == Disturbance.TWICE) {
            commit(node, decide(node, message));
        }
    }

    /** The next timer fires. */
    private boolean ring() {
        Node next = null;
        TimerKey key = null;
        for (Node node : nodes.values()) {
            Optional<TimerKey> first = node.timers.keySet().stream()
                    .min(Comparator.comparing(timer -> node.timers.get(timer).dueAt()));
            if (first.isPresent()
                    && (next == null
                            || key == null
                            || node.timers
                                    .get(first.get())
                                    .dueAt()
                                    .isBefore(next.timers.get(key).dueAt()))) {
                next = node;
                key = first.get();
            }
        }
        if (next == null || key == null) {
            return false;
        }
        Timer timer = next.timers.remove(key);
        now = timer.dueAt().isAfter(now) ? timer.dueAt() : now;
        commit(next, decide(next, message("~timer/" + key, key.key(), timer.body(), null)));
        return true;
    }

    private Message<Object> message(String id, String key, Object body, @Nullable SagaRef saga) {
        return new Message<>(id, key, body, now, saga, null);
    }

    private Turn decide(Node node, Message<Object> message) {
        Turn turn = new Turn(
                node.states, now, this::newId, message, node.service.name().equals("orders"));
        var handler = node.service.<Object>handler(message.body().getClass());
        handler.needs(message, turn);
        handler.decide(message, turn);
        return turn;
    }

    private void commit(Node node, Turn turn) {
        turn.changed.forEach((key, state) -> {
            if (state == null) {
                node.states.remove(key);
            } else {
                node.states.put(key, state);
            }
        });
        turn.timers.forEach((key, timer) -> {
            if (timer == null) {
                node.timers.remove(key);
            } else {
                node.timers.put(key, timer);
            }
        });
        turn.calls.forEach(call -> node.calls.put(call.id(), call));
        node.log.addAll(turn.log);
        node.rows.addAll(turn.rows);
    }

    // --- what can be seen ---

    /** Which kinds of messages were read by whom. */
    Set<String> types() {
        return types;
    }

    /** What the orders service has published. */
    List<Object> published() {
        return nodes.get("orders").log.stream()
                .filter(entry -> entry.saga() == null)
                .map(Entry::body)
                .toList();
    }

    /** How often the most repeated wish of the orders service was announced. */
    int announcements() {
        return nodes.get("orders").log.stream()
                .map(Entry::body)
                .filter(body -> body instanceof FulfilmentRequested || body instanceof WithdrawalRequested)
                .collect(Collectors.groupingBy(Object::getClass, Collectors.summingInt(_ -> 1)))
                .values()
                .stream()
                .mapToInt(count -> count)
                .max()
                .orElse(0);
    }

    /** How many of the order's goods left or are kept, in movements of this kind. */
    long moved(MovementKind kind) {
        return nodes.get("inventory").rows.stream()
                .filter(row -> row instanceof Movement movement && movement.kind() == kind)
                .mapToLong(row -> ((Movement) row).quantity())
                .sum();
    }

    /** Whether an operator is shown that something hangs. */
    boolean isStuck() {
        return nodes.get("orders").states.values().stream()
                .anyMatch(state -> state instanceof Journey journey && journey.stuck()
                        || state instanceof SagaInstance saga && saga.status() == SagaStatus.STUCK);
    }

    /** Whether nothing is under way any more. */
    boolean isAtRest() {
        return nodes.get("orders").states.values().stream()
                .noneMatch(state -> state instanceof Journey journey && journey.isOpen()
                        || state instanceof SagaInstance saga && !saga.status().isFinished());
    }
}
