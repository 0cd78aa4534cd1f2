package skald.toolkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.Bookkeeping;
import skald.toolkit.Store.KeptReply;
import skald.toolkit.Store.LaneState;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.PendingEffect;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Store.Timer;

/**
 * Carries a batch through one transaction: load the states, decide message by message, write everything, commit.
 *
 * <p>What goes wrong is told apart. A decision that throws is a defect in that message's handling: its own changes are
 * taken back, it goes to the dead letters in the same commit (a timer and an outcome come again instead), the others are not touched. A write that fails for a reason
 * that lies in the data halves the batch until only the culprit is taken out. A store that is away
 * makes the batch wait: it is tried until it succeeds, and after a lost connection the lane's own commit counter tells
 * whether the last attempt was committed. Used by the thread of its lane.
 */
final class BatchProcessor {
    private static final Logger LOG = System.getLogger(BatchProcessor.class.getName());

    /** Changes that meet a moved-on state are decided anew; after so often, one by one. */
    private static final int MOST_CONFLICTS = 3;
    /**
     * How often a message alone is decided anew. Each conflict means that another lane has committed, so a crowd passes;
     * only an adapter that never takes a change exhausts this.
     */
    private static final int MOST_CONFLICTS_ALONE = 200;
    /** The most that a message alone waits before it is decided anew, so that the lanes get out of step. */
    private static final long LONGEST_CONFLICT_PAUSE_NANOS = 5_000_000L;
    /** The pause before a store that is away is tried again, doubled from a hundredth of it. */
    private static final long LONGEST_PAUSE_NANOS = 2_000_000_000L;

    /** The lane must start again from what the store holds; callers whose requests were in the batch must ask again. */
    static final class LaneRestartException extends RuntimeException {
        LaneRestartException(String message) {
            super(message);
        }
    }

    /** The pause after which a timer or an outcome that could not be decided comes again. */
    private static final Duration UNTIL_AGAIN = Duration.ofMinutes(1);

    /** The reason of a letter that has done nothing wrong itself. */
    private static final String BEHIND = "waits behind an earlier message of its key";

    /** What a committed batch left for its lane. */
    record Committed(List<LogEntry> log, Collection<Timer> timers, Collection<PendingEffect> effects) {}

    /** What happened to the requests of a batch; told to the callers after the commit. */
    private static final class Answers {
        private final List<Runnable> tell = new ArrayList<>();
    }

    private final ServiceDefinition definition;
    private final Store store;
    private final Environment environment;
    private final int lane;
    private final Supplier<LaneState> claim;
    private final Parking parking;
    private final StateCache.Shared caches;
    private final StateCache cache;
    private long epoch;
    private long head;
    private long commits;

    BatchProcessor(
            ServiceDefinition definition,
            Store store,
            Environment environment,
            int lane,
            LaneState state,
            Parking parking,
            Supplier<LaneState> claim,
            StateCache.Shared caches) {
        this.caches = caches;
        this.cache = new StateCache(caches);
        this.definition = definition;
        this.store = store;
        this.environment = environment;
        this.lane = lane;
        this.parking = parking;
        this.claim = claim;
        this.epoch = state.epoch();
        this.head = state.head();
        this.commits = state.commits();
    }

    /** Under which the lane is written now. */
    long epoch() {
        return epoch;
    }

    /** Decides and commits all {@code inputs}; returns when every one of them has its end. */
    void process(List<Input> inputs, Map<SourceLane, Long> consumed, Instant now, Consumer<Committed> committed) {
        parking.begin();
        try {
            attempt(inputs, consumed, now, committed);
        } catch (Store.FencedException | LaneRestartException e) {
            fail(inputs, e);
            throw e;
        } catch (RuntimeException e) {
            // Lanes that meet at the same states are everyday business, anything else is not.
            Level level = e instanceof ConcurrentChangeException ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "a batch of " + inputs.size() + " failed, it is halved until the culprit is found", e);
            inParts(inputs, consumed, now, committed);
        }
    }

    private void inParts(
            List<Input> inputs, Map<SourceLane, Long> consumed, Instant now, Consumer<Committed> committed) {
        try {
            halves(inputs, now, committed);
            attempt(List.of(), consumed, now, committed);
        } catch (Store.FencedException | LaneRestartException e) {
            fail(inputs, e);
            throw e;
        } catch (RuntimeException e) {
            // Some of the messages are committed and some are not, and only the store knows which: this lane would
            // decide the committed ones again, and forget the outcomes and timers that it took.
            fail(inputs, e);
            throw new LaneRestartException("a batch ended in the middle: " + e.getMessage());
        }
    }

    /** One culprit among n messages is found with about 2 log n commits; the order of the messages stays. */
    private void halves(List<Input> inputs, Instant now, Consumer<Committed> committed) {
        int half = inputs.size() / 2;
        for (List<Input> part : List.of(inputs.subList(0, half), inputs.subList(half, inputs.size()))) {
            if (part.size() == 1) {
                oneAlone(part.getFirst(), now, committed);
            } else if (!part.isEmpty() && !fits(part, now, committed)) {
                halves(part, now, committed);
            }
        }
    }

    private boolean fits(List<Input> part, Instant now, Consumer<Committed> committed) {
        try {
            attempt(part, positionsOf(part), now, committed);
            return true;
        } catch (Store.FencedException | LaneRestartException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a part of " + part.size() + " failed too", e);
            return false;
        }
    }

    private void oneAlone(Input input, Instant now, Consumer<Committed> committed) {
        Map<SourceLane, Long> position = positionsOf(List.of(input));
        try {
            attempt(List.of(input), position, now, committed);
        } catch (Store.FencedException | LaneRestartException e) {
            throw e;
        } catch (RuntimeException e) {
            park(input, position, now, e, committed);
        }
    }

    /** How far the logs are consumed with these messages, which are in the order of their positions. */
    private static Map<SourceLane, Long> positionsOf(List<Input> inputs) {
        Map<SourceLane, Long> positions = new HashMap<>();
        for (Input input : inputs) {
            switch (input) {
                case Input.Logged logged -> positions.put(logged.source(), logged.position());
                case Input.Unreadable unreadable -> positions.put(unreadable.source(), unreadable.position());
                case Input.Request _,
                        Input.Redriven _,
                        Input.Discarded _,
                        Input.Due _,
                        Input.Settled _,
                        Input.Deferred _ -> {}
            }
        }
        return positions;
    }

    /** Commits {@code inputs} as one batch, waiting for the store as long as it is away. */
    private void attempt(
            List<Input> inputs, Map<SourceLane, Long> consumed, Instant now, Consumer<Committed> committed) {
        int conflicts = 0;
        for (int failures = 0; ; ) {
            try {
                commit(inputs, consumed, now, committed);
                return;
            } catch (ConcurrentChangeException e) {
                boolean alone = inputs.size() == 1;
                if (++conflicts > (alone ? MOST_CONFLICTS_ALONE : MOST_CONFLICTS)) {
                    throw e;
                }
                if (alone) {
                    pauseAfterConflict();
                }
            } catch (RuntimeException e) {
                if (!(e instanceof Store.Failure failure && failure.isTransient())) {
                    throw e;
                }
                failures++;
                if (awaitStore(e, failures)) {
                    throw new LaneRestartException("the last commit happened although its answer was lost");
                }
            }
        }
    }

    private void pauseAfterConflict() {
        long nanos;
        synchronized (environment.random()) {
            nanos = environment.random().nextLong(LONGEST_CONFLICT_PAUSE_NANOS);
        }
        environment.scheduler().pause(Duration.ofNanos(nanos));
    }

    /**
     * Waits until the store answers again and takes the lane over anew.
     *
     * @return whether this lane must stop because its last commit happened although it seemed to fail: then memory and
     *     store differ, and a new start from the store is the safe way
     */
    private boolean awaitStore(RuntimeException cause, int failures) {
        for (int attempts = failures; ; attempts++) {
            LOG.log(
                    Level.WARNING,
                    "the store of {0} is away, trying again: {1}",
                    definition.name(),
                    cause.getMessage());
            long nanos = Math.min(LONGEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS / 100 << Math.min(attempts, 8));
            environment.scheduler().pause(Duration.ofNanos(nanos));
            if (Thread.currentThread().isInterrupted()) {
                throw new LaneRestartException("the " + definition.name() + " service is stopping");
            }
            try {
                LaneState state = claim.get();
                boolean moved = state.commits() != commits || state.head() != head;
                epoch = state.epoch();
                return moved;
            } catch (RuntimeException e) {
                if (!(e instanceof Store.Failure failure && failure.isTransient())) {
                    throw e;
                }
            }
        }
    }

    private void commit(
            List<Input> inputs, Map<SourceLane, Long> consumed, Instant now, Consumer<Committed> committed) {
        try {
            decideAndCommit(inputs, consumed, now, committed);
        } catch (RuntimeException | Error e) {
            // Whatever the reason: the next attempt starts from what the store holds.
            cache.clear();
            throw e;
        }
    }

    private void decideAndCommit(
            List<Input> inputs, Map<SourceLane, Long> consumed, Instant now, Consumer<Committed> committed) {
        cache.begin();
        BatchWork work = new BatchWork(definition, environment.ids(), now, lane, head, cache);
        Parking.Draft letters = parking.draft(now);
        Map<Input, RuntimeException> failed = declareNeeds(inputs, work);
        Answers answers = new Answers();
        Map<String, KeptReply> kept = new LinkedHashMap<>();
        try (Tx tx = store.begin()) {
            work.load(tx, failed);
            Map<String, KeptReply> known = new HashMap<>(store.replies(tx, idempotencies(inputs)));
            for (Input input : inputs) {
                decide(input, work, failed, known, kept, answers, letters);
            }
            Bookkeeping bookkeeping = bookkeeping(inputs, consumed, work, kept.values(), letters);
            if (isWorthACommit(bookkeeping, work)) {
                work.save(tx);
                store.write(tx, bookkeeping);
                tx.commit();
                head = bookkeeping.head();
                commits = bookkeeping.commits();
                letters.committed();
            }
            work.remember();
            if (work.changesStatesBesidePorts()) {
                caches.changed();
            }
            committed.accept(new Committed(bookkeeping.log(), bookkeeping.timers(), restarted(inputs, work)));
        }
        answers.tell.forEach(Runnable::run);
    }

    private boolean isWorthACommit(Bookkeeping b, BatchWork work) {
        return work.changesStates()
                || !(b.log().isEmpty()
                        && b.consumed().isEmpty()
                        && b.timers().isEmpty()
                        && b.timersOver().isEmpty()
                        && b.effects().isEmpty()
                        && b.effectsOver().isEmpty()
                        && b.replies().isEmpty()
                        && b.letters().isEmpty());
    }

    /** A handler whose needs() throws fails like one whose decide() does. */
    private Map<Input, RuntimeException> declareNeeds(List<Input> inputs, BatchWork work) {
        Map<Input, RuntimeException> failed = new HashMap<>();
        for (Input input : inputs) {
            Message<?> message = input.message();
            if (message != null) {
                work.naming(input);
                try {
                    declareNeeds(message, work);
                } catch (RuntimeException e) {
                    failed.put(input, e);
                }
            }
        }
        return failed;
    }

    private <B> void declareNeeds(Message<B> message, BatchWork work) {
        definition.<B>handler(message.body().getClass()).needs(message, work);
    }

    private static List<Idempotency> idempotencies(List<Input> inputs) {
        List<Idempotency> keys = new ArrayList<>();
        for (Input input : inputs) {
            if (input instanceof Input.Request request && request.idempotency() != null) {
                keys.add(request.idempotency());
            }
        }
        return keys;
    }

    private void decide(
            Input input,
            BatchWork work,
            Map<Input, RuntimeException> failed,
            Map<String, KeptReply> known,
            Map<String, KeptReply> kept,
            Answers answers,
            Parking.Draft letters) {
        if (isSetAside(input, work.now(), letters, answers)) {
            return;
        }
        Message<?> message = input.message();
        if (message == null || input instanceof Input.Request request && replay(request, known, answers)) {
            return;
        }
        RuntimeException failure = failed.containsKey(input) ? failed.get(input) : decide(message, work);
        if (failure != null) {
            work.discard();
            letDown(input, failure, work, answers, letters);
        } else if (input instanceof Input.Request request) {
            answer(request, work, known, kept, answers);
        } else if (input instanceof Input.Redriven redriven) {
            DeadLetter over = redriven.letter().over(DeadLetter.Status.REDRIVEN);
            letters.over(over, redriven.order(), redriven.more());
            tell(answers, redriven.order(), over);
        }
    }

    /** Whether there is nothing to decide: the message has to wait, cannot be read, or is given up. */
    private boolean isSetAside(Input input, Instant now, Parking.Draft letters, Answers answers) {
        return switch (input) {
            case Input.Logged logged -> {
                String queue = queueOf(
                        logged.source(), logged.message().id(), logged.message().key());
                if (letters.holdsNothing() || !letters.holds(queue)) {
                    yield false;
                }
                letters.park(deadLetter(logged, queue, DeadLetter.Status.WAITING, 0, BEHIND, now, null));
                yield true;
            }
            case Input.Unreadable unreadable -> {
                letters.park(deadLetter(unreadable, letters, now));
                yield true;
            }
            case Input.Redriven redriven -> {
                if (letters.isStuck(redriven.letter().queue())) {
                    yield true; // the one before it failed just now
                }
                if (redriven.message() == null) {
                    failedAgain(redriven, redriven.unreadable(), now, letters, answers);
                    yield true;
                }
                yield false;
            }
            case Input.Discarded discarded -> {
                discard(discarded, letters, answers);
                yield true;
            }
            case Input.Request _, Input.Due _, Input.Settled _, Input.Deferred _ -> false;
        };
    }

    private static void discard(Input.Discarded discarded, Parking.Draft letters, Answers answers) {
        DeadLetter letter = discarded.letter();
        DeadLetter over = letter.over(DeadLetter.Status.DISCARDED);
        if (letter.status() == DeadLetter.Status.WAITING) {
            letters.leave(over, discarded.order());
        } else {
            letters.over(over, discarded.order(), letter.isOrdered());
        }
        tell(answers, discarded.order(), over);
    }

    private void failedAgain(
            Input.Redriven redriven, String reason, Instant now, Parking.Draft letters, Answers answers) {
        DeadLetter letter = redriven.letter();
        int attempts = letter.attempts() + 1;
        // After an operator's redrive the operator goes on.
        Instant again = redriven.order() == null && redriven.message() != null
                ? definition.deadLetters(letter.source()).retryAt(attempts, now)
                : null;
        DeadLetter failed = letter.failed(attempts, printable(reason), again);
        letters.failed(failed, redriven.order());
        tell(answers, redriven.order(), failed);
    }

    private static void tell(Answers answers, @Nullable LetterOrder order, DeadLetter letter) {
        if (order != null) {
            answers.tell.add(() -> order.answer().complete(letter));
        }
    }

    private String queueOf(SourceLane source, String messageId, String key) {
        boolean ordered = definition.deadLetters(source.source()).successorsWait();
        return ordered ? DeadLetter.queueOf(source.source(), key) : messageId;
    }

    private <B> @Nullable RuntimeException decide(Message<B> message, BatchWork work) {
        work.begin(message);
        try {
            definition.<B>handler(message.body().getClass()).decide(message, work);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private void answer(
            Input.Request request,
            BatchWork work,
            Map<String, KeptReply> known,
            Map<String, KeptReply> kept,
            Answers answers) {
        Object body = work.answer();
        if (body == null) {
            work.discard();
            RuntimeException defect = new IllegalStateException(
                    "the handler of " + request.message().body().getClass().getSimpleName() + " gave no reply");
            answers.tell.add(() -> request.answer().completeExceptionally(defect));
            return;
        }
        if (work.refused()) {
            work.discard();
            answers.tell.add(() -> request.answer().complete(new Reply(body, "", false)));
            return;
        }
        String position =
                definition.name() + '.' + lane + '.' + (head + work.log().size());
        Idempotency idempotency = request.idempotency();
        if (idempotency != null) {
            MessageTypes types = definition.types();
            KeptReply keep = new KeptReply(
                    idempotency.scope(),
                    idempotency.fingerprint(),
                    types.name(body.getClass()),
                    types.encode(body),
                    position,
                    work.now());
            known.put(keep.scope(), keep);
            kept.put(keep.scope(), keep);
        }
        answers.tell.add(() -> request.answer().complete(new Reply(body, position, false)));
    }

    /** Answers a request that was answered before (or earlier in this batch) as it was then. */
    private boolean replay(Input.Request request, Map<String, KeptReply> known, Answers answers) {
        Idempotency idempotency = request.idempotency();
        KeptReply kept = idempotency == null ? null : known.get(idempotency.scope());
        if (idempotency == null || kept == null) {
            return false;
        }
        if (!kept.fingerprint().equals(idempotency.fingerprint())) {
            answers.tell.add(
                    () -> request.answer().completeExceptionally(new IdempotencyKeyReusedException(idempotency.key())));
        } else {
            Object body = definition.types().decode(kept.type(), kept.body());
            answers.tell.add(() -> request.answer().complete(new Reply(body, kept.position(), true)));
        }
        return true;
    }

    private void letDown(
            Input input, RuntimeException failure, BatchWork work, Answers answers, Parking.Draft letters) {
        if (input instanceof Input.Request request) {
            answers.tell.add(() -> request.answer().completeExceptionally(failure));
        } else {
            putAside(input, failure, work, letters, answers);
        }
    }

    /**
     * Keeps what could not be decided. A message of a log goes to the dead letters. A timer and an outcome come again: without
     * them a saga or a payment would wait for ever, and nobody would see it.
     */
    private void putAside(
            Input input, RuntimeException failure, BatchWork work, Parking.Draft letters, Answers answers) {
        Instant later = work.now().plus(UNTIL_AGAIN);
        switch (input) {
            case Input.Logged logged -> {
                Message<?> message = logged.message();
                LOG.log(Level.ERROR, "message " + message.id() + " goes to the dead letters of " + name(), failure);
                String queue = queueOf(logged.source(), message.id(), message.key());
                Instant again = definition.deadLetters(logged.source().source()).retryAt(1, work.now());
                String reason = printable(failure.toString());
                letters.park(deadLetter(logged, queue, DeadLetter.Status.PARKED, 1, reason, work.now(), again));
            }
            case Input.Unreadable unreadable -> letters.park(deadLetter(unreadable, letters, work.now()));
            case Input.Redriven redriven -> {
                LOG.log(
                        Level.WARNING,
                        "{0} of {1} fails again: {2}",
                        redriven.letter().messageId(),
                        name(),
                        failure);
                failedAgain(redriven, failure.toString(), work.now(), letters, answers);
            }
            case Input.Discarded discarded -> discarded.order().answer().completeExceptionally(failure);
            case Input.Due due -> {
                LOG.log(Level.ERROR, due.message().id() + " of " + name() + " fails and comes again", failure);
                work.postpone(due.timer(), later);
            }
            case Input.Settled settled -> {
                LOG.log(Level.ERROR, settled.message().id() + " of " + name() + " fails and comes again", failure);
                work.again(settled.effect().again(true, later));
            }
            case Input.Deferred deferred ->
                LOG.log(Level.ERROR, deferred.again().id() + " of " + name() + " cannot be reported", failure);
            case Input.Request _ -> {}
        }
    }

    private String name() {
        return definition.name();
    }

    /** Records a message that could not even be written alone. */
    private void park(
            Input input,
            Map<SourceLane, Long> position,
            Instant now,
            RuntimeException failure,
            Consumer<Committed> committed) {
        if (input instanceof Input.Request request) {
            request.answer().completeExceptionally(failure);
            return;
        }
        BatchWork aside = new BatchWork(definition, environment.ids(), now, lane, head, cache);
        Parking.Draft letters = parking.draft(now);
        Answers answers = new Answers();
        putAside(input, failure, aside, letters, answers);
        Bookkeeping bookkeeping = bookkeeping(List.of(input), position, aside, List.of(), letters);
        try (Tx tx = store.begin()) {
            store.write(tx, bookkeeping);
            tx.commit();
            commits = bookkeeping.commits();
            letters.committed();
        }
        committed.accept(new Committed(List.of(), bookkeeping.timers(), restarted(List.of(input), aside)));
        answers.tell.forEach(Runnable::run);
    }

    private Bookkeeping bookkeeping(
            List<Input> inputs,
            Map<SourceLane, Long> consumed,
            BatchWork work,
            Collection<KeptReply> kept,
            Parking.Draft letters) {
        Map<String, Timer> timersOver = new LinkedHashMap<>();
        List<PendingEffect> effects = new ArrayList<>(work.effects());
        List<String> effectsOver = new ArrayList<>();
        for (Input input : inputs) {
            switch (input) {
                case Input.Due due ->
                    timersOver.put(due.timer().key() + '\n' + due.timer().name(), due.timer());
                case Input.Settled settled -> effectsOver.add(settled.effect().id());
                case Input.Deferred deferred -> effects.add(deferred.again());
                case Input.Request _, Input.Logged _, Input.Unreadable _, Input.Redriven _, Input.Discarded _ -> {}
            }
        }
        work.timersOver().forEach(timer -> timersOver.put(timer.key() + '\n' + timer.name(), timer));
        // A timer that fired and was scheduled again in the same batch is written, not deleted.
        work.timers().forEach(timer -> timersOver.remove(timer.key() + '\n' + timer.name()));
        return new Bookkeeping(
                lane,
                epoch,
                head + work.log().size(),
                commits + 1,
                List.copyOf(work.log()),
                consumed,
                List.copyOf(work.timers()),
                List.copyOf(timersOver.values()),
                effects,
                effectsOver,
                List.copyOf(kept),
                letters.changes());
    }

    private static List<PendingEffect> restarted(List<Input> inputs, BatchWork work) {
        List<PendingEffect> effects = new ArrayList<>(work.effects());
        for (Input input : inputs) {
            if (input instanceof Input.Deferred deferred) {
                effects.add(deferred.again());
            }
        }
        return effects;
    }

    private DeadLetter deadLetter(
            Input.Logged logged,
            String queue,
            DeadLetter.Status status,
            int attempts,
            String reason,
            Instant now,
            @Nullable Instant again) {
        MessageTypes types = definition.types();
        Message<?> message = logged.message();
        return new DeadLetter(
                0,
                lane,
                logged.source().source(),
                logged.source().lane(),
                logged.position(),
                queue,
                types.name(message.body().getClass()),
                message.key(),
                types.encode(message.body()),
                message.saga() == null ? null : message.saga().text(),
                message.trace(),
                message.at(),
                status,
                attempts,
                reason,
                now,
                again);
    }

    /** A reason must not keep its dead letter from being written. */
    private static String printable(String reason) {
        return reason.replaceAll("\\p{Cntrl}", " ");
    }

    /** Only another version can read it, so the lane does not try by itself. */
    private DeadLetter deadLetter(Input.Unreadable unreadable, Parking.Draft letters, Instant now) {
        LogEntry entry = unreadable.entry();
        SourceLane source = unreadable.source();
        String id = source.source() + '/' + source.lane() + '/' + entry.position();
        String queue = queueOf(source, id, entry.key());
        boolean waits = letters.holds(queue);
        return new DeadLetter(
                0,
                lane,
                source.source(),
                source.lane(),
                entry.position(),
                queue,
                entry.type(),
                entry.key(),
                entry.body(),
                entry.saga(),
                entry.trace(),
                entry.at(),
                waits ? DeadLetter.Status.WAITING : DeadLetter.Status.PARKED,
                waits ? 0 : 1,
                waits ? BEHIND : printable(unreadable.reason()),
                now,
                null);
    }

    private static void fail(List<Input> inputs, RuntimeException failure) {
        OverloadedException told = new OverloadedException(String.valueOf(failure.getMessage()));
        for (Input input : inputs) {
            switch (input) {
                case Input.Request request -> request.answer().completeExceptionally(told);
                case Input.Discarded discarded -> discarded.order().answer().completeExceptionally(told);
                case Input.Redriven redriven
                when redriven.order() != null -> redriven.order().answer().completeExceptionally(told);
                case Input.Redriven _,
                        Input.Logged _,
                        Input.Unreadable _,
                        Input.Due _,
                        Input.Settled _,
                        Input.Deferred _ -> {}
            }
        }
    }
}
