package skald.toolkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.DueTimers;
import skald.toolkit.Store.LaneState;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.PendingEffect;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Store.Timer;

/**
 * One lane of a service: everything that concerns the keys which hash into it is decided here, by one thread, in order.
 *
 * <p>{@link #step} takes what has arrived since the last commit (requests, messages of the logs that the service reads,
 * outcomes of effects, due timers), decides it as one batch and commits. There is no delay to collect a batch: under
 * load a batch is what arrived during the previous commit, otherwise it is one message. Being the lane's only writer, it
 * numbers its messages itself, so that positions have no gaps and a reader needs no transaction horizon.
 *
 * <p>{@link #step} is called by one thread at a time; {@link #submit} and the completion of effects by any.
 */
final class Lane {
    private static final Logger LOG = System.getLogger(Lane.class.getName());

    /** A few hundred messages amortise a commit; more only make the others wait. */
    static final int MOST_PER_SOURCE = 256;
    /** Requests that may wait; more are refused, because their callers would give up before their turn. */
    private static final int MOST_REQUESTS_WAITING = 4096;
    /** Calls to the outside under way at once; further ones wait their turn. */
    private static final int MOST_EFFECTS_RUNNING = 256;
    /** Orders about dead letters that wait; operators and their scripts can wait and ask again. */
    private static final int MOST_ORDERS_WAITING = 256;
    /** Skipped messages after which a lane that has nothing to write notes its position all the same. */
    private static final long MOST_SKIPPED = 1000;

    /** How far this lane has read one lane of another service's log. */
    private static final class Cursor {
        final Feed feed;
        final SourceLane source;
        volatile long consumed;
        volatile long noted;

        Cursor(Feed feed, int lane, long consumed) {
            this.feed = feed;
            this.source = new SourceLane(feed.source(), lane);
            this.consumed = consumed;
            this.noted = consumed;
        }
    }

    private final ServiceDefinition definition;
    private final Store store;
    private final Environment environment;
    private final int number;
    private final int lanes;
    private final Runnable signal;

    private final BlockingQueue<Input.Request> requests = new ArrayBlockingQueue<>(MOST_REQUESTS_WAITING);
    private final BlockingQueue<LetterOrder> orders = new ArrayBlockingQueue<>(MOST_ORDERS_WAITING);
    /** Never more than {@link #MOST_EFFECTS_RUNNING}: each takes the place of an effect that runs. */
    private final Queue<Input> outcomes = new ConcurrentLinkedQueue<>();

    private final EffectQueue waitingEffects = new EffectQueue(EffectQueue.MOST_IN_MEMORY);
    private final Map<SourceLane, Cursor> cursors = new HashMap<>();
    private final Parking parking;
    private final BatchProcessor processor;
    private final LogTail tail;

    private boolean saidFull;
    private Instant heldUntil = Instant.MAX;
    private @Nullable Duration notesWithin;
    private Instant notedAt = Instant.EPOCH;
    private int runningEffects;
    private @Nullable Instant nextTimer;
    /** Nobody steps this lane any more. */
    private volatile boolean over;

    private volatile long messages;
    private volatile int effectsWaiting;

    /** A lane that is taken over from whoever has it. */
    Lane(
            ServiceDefinition definition,
            Store store,
            Environment environment,
            int number,
            int lanes,
            List<Feed> feeds,
            Runnable signal) {
        this(
                definition,
                store,
                environment,
                number,
                lanes,
                feeds,
                signal,
                () -> store.takeOver(
                        number,
                        definition.name() + " in process "
                                + ProcessHandle.current().pid()),
                new StateCache.Shared(true));
    }

    /**
     * @param claim takes the lane, also again after the store was away
     * @param caches what this lane's memory of states has in common with those of the service's other lanes
     */
    Lane(
            ServiceDefinition definition,
            Store store,
            Environment environment,
            int number,
            int lanes,
            List<Feed> feeds,
            Runnable signal,
            Supplier<LaneState> claim,
            StateCache.Shared caches) {
        this.definition = definition;
        this.store = store;
        this.environment = environment;
        this.number = number;
        this.lanes = lanes;
        this.signal = signal;
        LaneState state = claim.get();
        this.tail = new LogTail(state.head());
        this.parking = new Parking(state.parked());
        this.processor = new BatchProcessor(definition, store, environment, number, state, parking, claim, caches);
        for (Feed feed : feeds) {
            for (int lane = 0; lane < feed.lanes(); lane++) {
                SourceLane source = new SourceLane(feed.source(), lane);
                cursors.put(source, new Cursor(feed, lane, state.consumed().getOrDefault(source, 0L)));
            }
        }
        // Any of them may have been under way when the previous writer stopped, its first attempt or a later one.
        waitingEffects.refill(
                state.effects().stream().map(PendingEffect::mayHaveHappened).toList(), Store.MOST_EFFECTS_AT_ONCE);
        nextTimer = environment.clock().instant();
    }

    /** Under which this lane is written now. */
    long epoch() {
        return processor.epoch();
    }

    /** Begins no effects after {@code end}, unless it is called again: somebody else may do them then. */
    void heldUntil(Instant end) {
        heldUntil = end;
    }

    /** Others look at the store for how far this lane has come: it notes within this time also what it only skipped. */
    void notesWithin(Duration time) {
        notesWithin = time;
    }

    LogTail tail() {
        return tail;
    }

    /** How far this lane has consumed that lane of another service's log: everything up to there has had its effects. */
    long consumed(SourceLane source) {
        Cursor cursor = cursors.get(source);
        return cursor == null ? Long.MAX_VALUE : cursor.consumed;
    }

    /** The same as a restart would find it in the store. */
    long noted(SourceLane source) {
        Cursor cursor = cursors.get(source);
        return cursor == null ? Long.MAX_VALUE : cursor.noted;
    }

    long messages() {
        return messages;
    }

    /** Effects that have not begun; a lower bound if some of them are in the store only. */
    int effectsWaiting() {
        return effectsWaiting;
    }

    /** Requests that wait for their batch. */
    int requestsWaiting() {
        return requests.size();
    }

    /** Takes a request into the queue, or answers it exceptionally at once if the queue is full. */
    void submit(Input.Request request) {
        if (requests.offer(request)) {
            signal.run();
            if (over) {
                refuseWaiting(); // whoever emptied the queue may have done so before this request was in it
            }
        } else {
            request.answer()
                    .completeExceptionally(new OverloadedException("the " + definition.name() + " service has "
                            + MOST_REQUESTS_WAITING + " requests waiting"));
        }
    }

    /** Takes an order about a dead letter of this lane. */
    void submit(LetterOrder order) {
        if (over || !orders.offer(order)) {
            order.answer()
                    .completeExceptionally(new OverloadedException(
                            "the " + definition.name() + " service cannot take this order now; give it again"));
            return;
        }
        signal.run();
        if (over) {
            refuseWaiting();
        }
    }

    /** Answers everything that waits and that will still come, because this lane stops. */
    void refuseWaiting() {
        over = true;
        for (Input.Request request = requests.poll(); request != null; request = requests.poll()) {
            request.answer()
                    .completeExceptionally(
                            new OverloadedException("the " + definition.name() + " service is stopping"));
        }
        for (LetterOrder order = orders.poll(); order != null; order = orders.poll()) {
            order.answer()
                    .completeExceptionally(
                            new OverloadedException("the " + definition.name() + " service is stopping"));
        }
    }

    /**
     * Decides one batch.
     *
     * @return when to call again if nothing signals before: at once if it is not after now
     */
    Instant step() {
        Instant now = environment.clock().instant();
        List<Input> inputs = new ArrayList<>();
        // What is read from a store comes first: it may fail, and nothing must have been taken from the queues then.
        takeLetters(inputs, now);
        fetchEffects();
        Map<Cursor, Long> readTo = takeMessages(inputs);
        takeTimers(inputs, now);
        takeOutcomes(inputs);
        takeOrders(inputs);
        takeRequests(inputs);
        if (!inputs.isEmpty() || skippedMany(readTo) || isToBeSeen(readTo, now)) {
            process(inputs, readTo, now);
        }
        readTo.forEach((cursor, position) -> cursor.consumed = position);
        startEffects();
        return !inputs.isEmpty() || !readTo.isEmpty() ? now : nextWake(now);
    }

    private void fetchEffects() {
        int missing = waitingEffects.missing();
        if (missing > 0) {
            waitingEffects.refill(store.effects(number, missing), missing);
        }
    }

    /** Dead letters whose time has come, before the messages that might wait behind them. */
    private void takeLetters(List<Input> inputs, Instant now) {
        List<String> due = parking.due(now);
        if (due.isEmpty()) {
            return;
        }
        Map<String, List<DeadLetter>> queues = store.deadLetters().next(number, due, Parking.MOST_OF_A_QUEUE).stream()
                .collect(Collectors.groupingBy(DeadLetter::queue));
        for (String queue : due) {
            List<DeadLetter> letters = queues.getOrDefault(queue, List.of());
            if (letters.isEmpty()) {
                parking.forget(queue);
            }
            for (int i = 0; i < letters.size(); i++) {
                boolean more = i + 1 < letters.size() || letters.size() == Parking.MOST_OF_A_QUEUE;
                inputs.add(redriven(letters.get(i), null, more));
            }
        }
    }

    private void takeOrders(List<Input> inputs) {
        Set<String> taken = new HashSet<>();
        inputs.forEach(input -> {
            if (input instanceof Input.Redriven redriven) {
                taken.add(redriven.letter().queue());
            }
        });
        for (LetterOrder order = orders.peek(); order != null; order = orders.peek()) {
            DeadLetter letter;
            try {
                letter = store.deadLetters()
                        .find(order.letter())
                        .orElseThrow(() -> new DeadLetterStateException("it is gone"));
                requirePossible(order, letter);
            } catch (RuntimeException e) {
                orders.remove();
                order.answer().completeExceptionally(e);
                continue;
            }
            if (!taken.add(letter.queue())) {
                return; // the next step sees what this one makes of the queue
            }
            orders.remove();
            inputs.add(
                    switch (order.verb()) {
                        case REDRIVE -> redriven(letter, order, letter.isOrdered());
                        case DISCARD -> new Input.Discarded(letter, order);
                    });
        }
    }

    private static void requirePossible(LetterOrder order, DeadLetter letter) {
        switch (letter.status()) {
            case REDRIVEN -> throw new DeadLetterStateException("the message is decided already");
            case DISCARDED -> throw new DeadLetterStateException("the message was discarded already");
            case WAITING -> {
                if (order.verb() == DeadLetter.Verb.REDRIVE) {
                    throw new DeadLetterStateException(
                            "the message waits behind an earlier one of its key: redrive or discard that one");
                }
            }
            case PARKED -> {}
        }
    }

    private Input redriven(DeadLetter letter, @Nullable LetterOrder order, boolean more) {
        try {
            Object body = definition.types().decode(letter.type(), letter.body());
            SagaRef saga = letter.saga() == null ? null : SagaRef.parse(letter.saga());
            Message<?> message =
                    new Message<>(letter.messageId(), letter.key(), body, letter.at(), saga, letter.trace());
            return new Input.Redriven(letter, message, "", order, more);
        } catch (IllegalArgumentException e) {
            return new Input.Redriven(letter, null, String.valueOf(e.getMessage()), order, more);
        }
    }

    private void takeOutcomes(List<Input> inputs) {
        for (int i = 0; i < MOST_PER_SOURCE; i++) {
            Input outcome = outcomes.poll();
            if (outcome == null) {
                return;
            }
            runningEffects--;
            inputs.add(outcome);
        }
    }

    private void takeRequests(List<Input> inputs) {
        List<Input.Request> taken = new ArrayList<>();
        requests.drainTo(taken, MOST_PER_SOURCE);
        // A caller that gave up before its turn gets nothing done behind its back.
        taken.stream().filter(request -> !request.answer().isDone()).forEach(inputs::add);
    }

    private Map<Cursor, Long> takeMessages(List<Input> inputs) {
        Map<Cursor, Long> readTo = new HashMap<>();
        if (parking.isFull()) {
            sayFull();
            return readTo;
        }
        for (Cursor cursor : cursors.values()) {
            if (cursor.feed.head(cursor.source.lane()) <= cursor.consumed) {
                continue;
            }
            List<LogEntry> entries = cursor.feed.read(cursor.source.lane(), cursor.consumed, MOST_PER_SOURCE);
            for (LogEntry entry : entries) {
                if (Service.laneOf(entry.key(), lanes) == number && definition.handles(entry)) {
                    inputs.add(logged(entry, cursor.source));
                }
                readTo.put(cursor, entry.position());
            }
        }
        return readTo;
    }

    private void sayFull() {
        if (!saidFull) {
            saidFull = true;
            LOG.log(
                    Level.ERROR,
                    "lane {0} of {1} reads no more logs until dead letters are redriven or discarded: more than {2}"
                            + " keys wait",
                    number,
                    definition.name(),
                    Parking.MOST_QUEUES);
        }
    }

    private Input logged(LogEntry entry, SourceLane source) {
        String id = source.source() + '/' + source.lane() + '/' + entry.position();
        try {
            Object body = entry.decoded() != null
                    ? entry.decoded()
                    : definition.types().decode(entry.type(), entry.body());
            SagaRef saga = entry.saga() == null ? null : SagaRef.parse(entry.saga());
            return new Input.Logged(
                    new Message<>(id, entry.key(), body, entry.at(), saga, entry.trace()), source, entry.position());
        } catch (IllegalArgumentException e) {
            return new Input.Unreadable(entry, source, entry.position(), String.valueOf(e.getMessage()));
        }
    }

    private void takeTimers(List<Input> inputs, Instant now) {
        if (nextTimer == null || nextTimer.isAfter(now)) {
            return;
        }
        DueTimers timers = store.dueTimers(number, now, MOST_PER_SOURCE);
        for (Timer timer : timers.due()) {
            takeTimer(inputs, timer);
        }
        nextTimer = timers.next();
    }

    private void takeTimer(List<Input> inputs, Timer timer) {
        try {
            Object body = definition.types().decode(timer.type(), timer.body());
            String id = "~timer/" + timer.key() + '/' + timer.name();
            inputs.add(new Input.Due(new Message<>(id, timer.key(), body, timer.dueAt(), null, null), timer));
        } catch (IllegalArgumentException e) {
            // It stays where it is, for a version that can read it; the others go on.
            LOG.log(Level.ERROR, "timer {0} of {1} cannot be read: {2}", timer.name(), timer.key(), e.getMessage());
        }
    }

    private boolean skippedMany(Map<Cursor, Long> readTo) {
        return readTo.entrySet().stream().anyMatch(read -> read.getValue() - read.getKey().noted >= MOST_SKIPPED);
    }

    private boolean isToBeSeen(Map<Cursor, Long> readTo, Instant now) {
        return notesWithin != null
                && !now.isBefore(notedAt.plus(notesWithin))
                && cursors.values().stream()
                        .anyMatch(cursor -> readTo.getOrDefault(cursor, cursor.consumed) > cursor.noted);
    }

    private void process(List<Input> inputs, Map<Cursor, Long> readTo, Instant now) {
        notedAt = now;
        Map<SourceLane, Long> positions = new HashMap<>();
        // Also what was skipped in earlier steps without a commit is noted now.
        cursors.values().forEach(cursor -> {
            long position = readTo.getOrDefault(cursor, cursor.consumed);
            if (position > cursor.noted) {
                positions.put(cursor.source, position);
            }
        });
        processor.process(inputs, positions, now, this::committed);
        positions.forEach((source, position) -> {
            Cursor cursor = cursors.get(source);
            if (cursor != null) {
                cursor.noted = position;
            }
        });
        messages += inputs.size();
        for (Input input : inputs) {
            switch (input) {
                case Input.Settled settled ->
                    waitingEffects.recorded(settled.effect().id());
                case Input.Deferred deferred ->
                    waitingEffects.recorded(deferred.again().id());
                case Input.Request _,
                        Input.Logged _,
                        Input.Unreadable _,
                        Input.Redriven _,
                        Input.Discarded _,
                        Input.Due _ -> {}
            }
        }
    }

    /** Takes over what a committed batch left behind; called before the callers get their answers. */
    private void committed(BatchProcessor.Committed batch) {
        tail.append(batch.log());
        batch.effects().forEach(waitingEffects::add);
        for (Timer timer : batch.timers()) {
            if (nextTimer == null || timer.dueAt().isBefore(nextTimer)) {
                nextTimer = timer.dueAt();
            }
        }
    }

    // --- effects ---

    private void startEffects() {
        // Not the time before the batch: the lease may have ended while it was committed.
        Instant now = environment.clock().instant();
        while (runningEffects < MOST_EFFECTS_RUNNING && now.isBefore(heldUntil)) {
            PendingEffect effect = waitingEffects.begin(now);
            if (effect == null) {
                break;
            }
            runningEffects++;
            environment.scheduler().beside(() -> attempt(effect));
        }
        effectsWaiting = waitingEffects.size();
    }

    private void attempt(PendingEffect effect) {
        try {
            Object request = definition.types().decode(effect.type(), effect.body());
            ServiceDefinition.BoundEffect<Object> bound = definition.effect(request.getClass());
            environment
                    .scheduler()
                    .call(
                            () -> effect.unknown()
                                    ? bound.effect().ask(effect.id(), request)
                                    : bound.effect().perform(effect.id(), request),
                            bound.policy().deadline(),
                            outcome -> ended(input(effect, request, bound, outcome)));
        } catch (RuntimeException | Error e) {
            ended(defect(effect, e));
        }
    }

    /** Never fails: what became of an effect must reach its lane. */
    private void ended(Input outcome) {
        outcomes.add(outcome);
        signal.run();
    }

    /** A request that cannot be read, or a report that cannot be made, must not cost the effect its next attempt. */
    private Input defect(PendingEffect effect, Throwable defect) {
        return deferred(effect, EffectPolicy.standard(), true, String.valueOf(defect), null);
    }

    private Input input(
            PendingEffect effect, Object request, ServiceDefinition.BoundEffect<Object> bound, Outcome outcome) {
        try {
            EffectPolicy policy = bound.policy();
            return switch (outcome) {
                case Outcome.Known known -> new Input.Settled(message(effect, known.message()), effect);
                case Outcome.NotHappened(String reason) -> deferred(effect, policy, false, reason, null);
                case Outcome.Unknown(String reason) ->
                    deferred(effect, policy, true, reason, bound.effect().unresolved(effect.id(), request, reason));
            };
        } catch (RuntimeException | Error e) {
            return defect(effect, e);
        }
    }

    private Input deferred(
            PendingEffect effect, EffectPolicy policy, boolean unknown, String reason, @Nullable Object report) {
        Duration pause = policy.pauseAfter(effect.attempts() + 1);
        // At the 4th, 8th, 16th … attempt: who waits for days must not fill the log.
        boolean worthAWarning = effect.attempts() >= 3 && Integer.bitCount(effect.attempts() + 1) == 1;
        LOG.log(
                worthAWarning ? Level.WARNING : Level.DEBUG,
                "effect {0} of {1} ended without an answer (attempt {2}): {3}",
                effect.id(),
                definition.name(),
                effect.attempts() + 1,
                reason);
        PendingEffect again =
                effect.again(unknown, environment.clock().instant().plus(jittered(pause)));
        return new Input.Deferred(report == null ? null : message(effect, report), again);
    }

    /** Half to the whole of {@code pause}, so that what failed together is not repeated together. */
    private Duration jittered(Duration pause) {
        long nanos = pause.toNanos();
        synchronized (environment.random()) {
            return Duration.ofNanos(nanos - environment.random().nextLong(nanos / 2 + 1));
        }
    }

    private static Message<?> message(PendingEffect effect, Object body) {
        SagaRef saga = effect.saga() == null ? null : SagaRef.parse(effect.saga());
        return new Message<>("~effect/" + effect.id(), effect.key(), body, effect.dueAt(), saga, effect.trace());
    }

    private Instant nextWake(Instant now) {
        // A second is only a safety net: every cause of work signals.
        Instant wake = now.plusSeconds(1);
        if (nextTimer != null && nextTimer.isBefore(wake)) {
            wake = nextTimer;
        }
        if (parking.next().isBefore(wake)) {
            wake = parking.next();
        }
        Instant effect = waitingEffects.nextDue();
        if (effect != null && runningEffects < MOST_EFFECTS_RUNNING && effect.isBefore(wake)) {
            wake = effect;
        }
        if (notesWithin != null
                && cursors.values().stream().anyMatch(cursor -> cursor.consumed > cursor.noted)
                && notedAt.plus(notesWithin).isBefore(wake)) {
            wake = notedAt.plus(notesWithin);
        }
        return wake;
    }

    /** A request as {@link #submit} takes it. */
    static Input.Request request(
            String key, Object body, @Nullable Idempotency idempotency, @Nullable String trace, Instant at) {
        return new Input.Request(
                new Message<>("~request", key, body, at, null, trace), idempotency, new CompletableFuture<>());
    }
}
