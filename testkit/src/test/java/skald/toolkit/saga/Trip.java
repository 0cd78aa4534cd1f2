package skald.toolkit.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.testkit.Decision;
import skald.toolkit.Change;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.SagaRef;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Tx;
import skald.toolkit.Work;
import skald.toolkit.memory.InMemorySagas;
import skald.toolkit.memory.InMemoryStore;

/**
 * A coordinator of trips and the participants around it, without I/O. Commands wait in {@link #outbox} until the test
 * carries them out and answers them.
 */
final class Trip {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final RetryPolicy RETRIES = new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofSeconds(20));

    private static final SagaId VISA = new SagaId("visa", "t1.visa");

    record Data(String id, @Nullable String learned) {}

    record Do(String step) {}

    record Undo(String step) {}

    record Done(String step) {}

    record Refused(String step, String why) {}

    record Undone(String step) {}

    record Begin(String id) {}

    record Cancel(String id) {}

    /** What a participant remembers. */
    enum Memory {
        DONE,
        UNDONE
    }

    final InMemorySagas sagas;
    final Decision decision;
    final Deque<Decision.Sent> outbox = new ArrayDeque<>();
    final Map<String, SagaRef> lastSent = new HashMap<>();
    final List<String> story = new ArrayList<>();
    final Map<String, Memory> participants = new HashMap<>();
    final Coordinator coordinator;
    /** Every message is decided once for nothing before it is decided: a crash before the commit. */
    boolean rehearse;

    private final ServiceDefinition service;
    private final Saga<Data> root;

    Trip(InMemorySagas sagas, Decision decision, Saga<Data> root, Saga<?>... others) {
        this.sagas = sagas;
        this.decision = decision;
        this.root = root;
        Saga<?>[] all = new Saga<?>[others.length + 1];
        System.arraycopy(others, 0, all, 1, others.length);
        all[0] = root;
        this.coordinator = new Coordinator(sagas, all);
        this.coordinator.declare();
        this.service = coordinator
                .register(ServiceDefinition.named("trips")
                        .types(MessageTypes.of(
                                "test",
                                Do.class,
                                Undo.class,
                                Done.class,
                                Refused.class,
                                Undone.class,
                                Begin.class,
                                Cancel.class))
                        .handle(Begin.class, new Beginning())
                        .handle(Cancel.class, new Cancelling()))
                .build();
    }

    Trip(Saga<Data> root, Saga<?>... others) {
        this(new InMemorySagas(), new Decision(NOON), root, others);
    }

    /** The same trip after a deployment of other definitions. */
    Trip deployed(Saga<Data> newRoot, Saga<?>... others) {
        Trip next = new Trip(sagas, decision, newRoot, others);
        next.outbox.addAll(outbox);
        next.lastSent.putAll(lastSent);
        next.participants.putAll(participants);
        return next;
    }

    // --- tables ---

    static SagaTable.Start<Data> named(String name, int generation) {
        return Saga.named(name, generation, Data.class).retries(RETRIES);
    }

    /** A step that is done and undone by a participant. */
    static SagaTable.Next<Data> step(SagaTable.Step<Data> step, String name) {
        return branch(step, name);
    }

    static <N> N branch(SagaTable.Branch<Data, N> step, String name) {
        return step.send((_, _) -> new Do(name))
                .done(Done.class, (data, done) -> new Data(data.id(), done.step()))
                .refused(Refused.class, Refused::why)
                .undo((_, _) -> new Undo(name))
                .undone(Undone.class);
    }

    static SagaTable.PivotAnswers<Data> pivot(SagaTable.Pivot<Data> pivot, String name) {
        return pivot.send((_, _) -> new Do(name)).done(Done.class).refused(Refused.class, Refused::why);
    }

    static SagaTable.RetriableAnswers<Data> retriable(SagaTable.Retriable<Data> step, String name) {
        return step.send((_, _) -> new Do(name)).done(Done.class);
    }

    /** flight → pay → tickets. */
    static Saga<Data> simple() {
        return retriable(
                        pivot(step(named("trip", 1).step("flight"), "flight").pivot("pay"), "pay")
                                .then("tickets"),
                        "tickets")
                .build();
    }

    /** flight, then hotel and car at once, then pay, then tickets. */
    static Saga<Data> parallel() {
        return retriable(pivot(parallelSteps().pivot("pay"), "pay").then("tickets"), "tickets")
                .build();
    }

    private static SagaTable.Next<Data> parallelSteps() {
        SagaTable.Fork<Data> fork =
                step(named("trip", 1).step("flight"), "flight").inParallel();
        return branch(branch(fork.branch("hotel"), "hotel").branch("car"), "car")
                .join();
    }

    /** A saga that is a step of another: form, then its own pivot stamp, then file. */
    static Saga<Data> visa() {
        return retriable(
                        pivot(step(named("visa", 1).step("form"), "form").pivot("stamp"), "stamp")
                                .then("file"),
                        "file")
                .build();
    }

    /** flight, then hotel and a visa at once, then pay, then tickets. */
    static Saga<Data> withChild(Saga<Data> visa) {
        return withChild(visa, Duration.ofDays(365));
    }

    static Saga<Data> withChild(Saga<Data> visa, Duration deadline) {
        SagaTable.Fork<Data> fork = step(named("trip", 1).deadline(deadline).step("flight"), "flight")
                .inParallel();
        SagaTable.Next<Data> joined = branch(fork.branch("hotel"), "hotel")
                .branch("visa")
                .saga(visa, data -> new Data(data.id(), null))
                .learn((mine, its) -> new Data(mine.id(), "visa of " + its.id()))
                .undo((_, _) -> new Undo("visa"))
                .undone(Undone.class)
                .join();
        return retriable(pivot(joined.pivot("pay"), "pay").then("tickets"), "tickets")
                .build();
    }

    // --- what happens ---

    Trip begin() {
        decide(new Begin("t1"), null);
        return this;
    }

    void cancel() {
        decide(new Cancel("t1"), null);
    }

    void done(String step) {
        participants.put(step, Memory.DONE);
        answer(step, new Done(step));
    }

    void refused(String step) {
        answer(step, new Refused(step, step + " is refused"));
    }

    void undone(String step) {
        participants.put(step, Memory.UNDONE);
        answer(step, new Undone(step));
    }

    void answer(String step, Object body) {
        decide(body, Objects.requireNonNull(lastSent.get(key(step, body instanceof Undone))));
    }

    private static String key(String step, boolean undo) {
        return (undo ? "!" : "") + step;
    }

    Object intervene(SagaVerb verb, @Nullable String step, @Nullable ResolvedOutcome outcome) {
        decide(new Intervene("trip", "t1", verb, step, outcome, "because", "olga"), null);
        return Objects.requireNonNull(decision.answer());
    }

    /** What an operator does to any of the sagas, by its id. */
    void intervene(SagaId saga, SagaVerb verb) {
        decide(new Intervene(saga.definition(), saga.instance(), verb, null, null, "because", "olga"), null);
    }

    void decide(Object body, @Nullable SagaRef ref) {
        if (rehearse) {
            Decision lost = new Decision(decision.now());
            all().forEach(saga -> lost.given(sagas, saga.id(), saga));
            lost.when(service, "t1", body, ref);
            Decision kept = decision.when(service, "t1", body, ref);
            if (!lost.sent().equals(kept.sent())) {
                throw new AssertionError("decided anew, it sends " + kept.sent() + " instead of " + lost.sent());
            }
            took();
            return;
        }
        decision.when(service, "t1", body, ref);
        took();
    }

    private void took() {
        if (decision.refused()) {
            return;
        }
        for (Decision.Sent sent : decision.sent()) {
            outbox.add(sent);
            String step = sent.body() instanceof Undo undo ? undo.step() : ((Do) sent.body()).step();
            story.add((sent.saga().undo() ? "undo " : "do ") + step);
            lastSent.put(key(step, sent.saga().undo()), sent.saga());
        }
    }

    /** Lets the earliest timer fire. */
    void nextTimer() {
        Decision.Timer timer = decision.timers().stream()
                .min(Comparator.comparing(Decision.Timer::dueAt))
                .orElseThrow();
        decision.unschedule(timer.key(), timer.name());
        if (timer.dueAt().isAfter(decision.now())) {
            decision.at(timer.dueAt());
        }
        decide(timer.body(), null);
    }

    /** Nobody answers until the saga has given up on what is under way. */
    void silence() {
        String before = trip().progress();
        // Three attempts of two branches, and as many looks that come too early.
        for (int i = 0;
                i < 20 && !decision.timers().isEmpty() && trip().progress().equals(before);
                i++) {
            nextTimer();
        }
    }

    // --- where it stands ---

    SagaInstance trip() {
        return Objects.requireNonNull(decision.state(sagas, new SagaId("trip", "t1")));
    }

    SagaInstance child() {
        return Objects.requireNonNull(decision.state(sagas, VISA));
    }

    /** The trip, and its visa if that was begun. */
    List<SagaInstance> all() {
        return Stream.of(new SagaId("trip", "t1"), VISA)
                .map(id -> decision.state(sagas, id))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Puts the trip where queries look for it. */
    void keep() {
        InMemoryStore store = new InMemoryStore();
        try (Tx tx = store.begin()) {
            sagas.save(tx, List.of(new Change<>(trip().id(), 0, null, trip())));
            tx.commit();
        }
    }

    SagaStatus status() {
        return trip().status();
    }

    Map<String, String> steps() {
        Map<String, String> steps = new java.util.LinkedHashMap<>();
        coordinator.steps(trip()).forEach(view -> steps.put(view.name(), view.state()));
        return steps;
    }

    List<String> take() {
        List<String> told = List.copyOf(story);
        story.clear();
        return told;
    }

    private final class Beginning implements Handler<Begin> {
        @Override
        public void needs(Message<Begin> message, Needs needs) {
            coordinator.needs(root, message.body().id(), message.key(), needs);
        }

        @Override
        public void decide(Message<Begin> message, Work work) {
            coordinator.start(
                    root,
                    message.body().id(),
                    message.key(),
                    new Data(message.body().id(), null),
                    work);
        }
    }

    private final class Cancelling implements Handler<Cancel> {
        @Override
        public void needs(Message<Cancel> message, Needs needs) {
            coordinator.needs(root, message.body().id(), message.key(), needs);
        }

        @Override
        public void decide(Message<Cancel> message, Work work) {
            work.reply(coordinator.cancel(root, message.body().id(), "the traveller is ill", work));
        }
    }

    /** A table's head, changed. */
    static Saga<Data> simple(int generation, UnaryOperator<SagaTable.Start<Data>> head) {
        SagaTable.Start<Data> start = head.apply(named("trip", generation));
        return retriable(
                        pivot(step(start.step("flight"), "flight").pivot("pay"), "pay")
                                .then("tickets"),
                        "tickets")
                .build();
    }
}
