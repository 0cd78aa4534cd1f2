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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.Bookkeeping;
import skald.toolkit.Store.DeadLetter;
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
 * that lies in the data makes the messages go one by one, so that only the culprit is taken out. A store that is away
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
    private final String owner;
    private long epoch;
    private long head;
    private long commits;

    BatchProcessor(ServiceDefinition definition, Store store, Environment environment, int lane, LaneState state) {
        this.definition = definition;
        this.store = store;
        this.environment = environment;
        this.lane = lane;
        this.owner =
                definition.name() + " in process " + ProcessHandle.current().pid();
        this.epoch = state.epoch();
        this.head = state.head();
        this.commits = state.commits();
    }

    /** Decides and commits all {@code inputs}; returns when every one of them has its end. */
    void process(List<Input> inputs, Map<SourceLane, Long> consumed, Instant now, Consumer<Committed> committed) {
        try {
            attempt(inputs, consumed, now, committed);
        } catch (Store.FencedException | LaneRestartException e) {
            fail(inputs, e);
            throw e;
        } catch (RuntimeException e) {
            // Lanes that meet at the same states are everyday business, anything else is not.
            Level level = e instanceof ConcurrentChangeException ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "a batch of " + inputs.size() + " failed, its messages go one by one", e);
            oneByOne(inputs, consumed, now, committed);
        }
    }

    private void oneByOne(
            List<Input> inputs, Map<SourceLane, Long> consumed, Instant now, Consumer<Committed> committed) {
        try {
            for (Input input : inputs) {
                oneAlone(input, now, committed);
            }
            attempt(List.of(), consumed, now, committed);
        } catch (Store.FencedException | LaneRestartException e) {
            fail(inputs, e);
            throw e;
        } catch (RuntimeException e) {
            // Some of the messages are committed and some are not, and only the store knows which: this lane would
            // decide
            // the committed ones again, and forget the outcomes and timers that it took.
            fail(inputs, e);
            throw new LaneRestartException("a batch ended in the middle: " + e.getMessage());
        }
    }

    private void oneAlone(Input input, Instant now, Consumer<Committed> committed) {
        Map<SourceLane, Long> position = positionOf(input);
        try {
            attempt(List.of(input), position, now, committed);
        } catch (Store.FencedException | LaneRestartException e) {
            throw e;
        } catch (RuntimeException e) {
            park(input, position, now, e, committed);
        }
    }

    private static Map<SourceLane, Long> positionOf(Input input) {
        return switch (input) {
            case Input.Logged logged -> Map.of(logged.source(), logged.position());
            case Input.Unreadable unreadable -> Map.of(unreadable.source(), unreadable.position());
            case Input.Request _, Input.Due _, Input.Settled _, Input.Deferred _ -> Map.of();
        };
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
        LockSupport.parkNanos(nanos);
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
            LockSupport.parkNanos(Math.min(LONGEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS / 100 << Math.min(attempts, 8)));
            if (Thread.currentThread().isInterrupted()) {
                throw new LaneRestartException("the " + definition.name() + " service is stopping");
            }
            try {
                LaneState state = store.takeOver(lane, owner);
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
        BatchWork work = new BatchWork(definition, environment.ids(), now, lane, head);
        List<DeadLetter> dead = new ArrayList<>();
        Map<Input, RuntimeException> failed = declareNeeds(inputs, work);
        Answers answers = new Answers();
        Map<String, KeptReply> kept = new LinkedHashMap<>();
        try (Tx tx = store.begin()) {
            work.load(tx, failed);
            Map<String, KeptReply> known = new HashMap<>(store.replies(tx, idempotencies(inputs)));
            for (Input input : inputs) {
                decide(input, work, failed, known, kept, answers, dead);
            }
            Bookkeeping bookkeeping = bookkeeping(inputs, consumed, work, kept.values(), dead);
            if (isWorthACommit(bookkeeping, work)) {
                work.save(tx);
                store.write(tx, bookkeeping);
                tx.commit();
                head = bookkeeping.head();
                commits = bookkeeping.commits();
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
                        && b.deadLetters().isEmpty());
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
            List<DeadLetter> dead) {
        if (input instanceof Input.Unreadable unreadable) {
            dead.add(deadLetter(unreadable, work.now()));
            return;
        }
        Message<?> message = input.message();
        if (message == null || input instanceof Input.Request request && replay(request, known, answers)) {
            return;
        }
        RuntimeException failure = failed.containsKey(input) ? failed.get(input) : decide(message, work);
        if (failure != null) {
            work.discard();
            letDown(input, failure, work, answers, dead);
        } else if (input instanceof Input.Request request) {
            answer(request, work, known, kept, answers);
        }
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
            Input input, RuntimeException failure, BatchWork work, Answers answers, List<DeadLetter> dead) {
        if (input instanceof Input.Request request) {
            answers.tell.add(() -> request.answer().completeExceptionally(failure));
        } else {
            putAside(input, failure, work, dead);
        }
    }

    /**
     * Keeps what could not be decided. A message of a log goes to the dead letters. A timer and an outcome come again: without
     * them a saga or a payment would wait for ever, and nobody would see it.
     */
    private void putAside(Input input, RuntimeException failure, BatchWork work, List<DeadLetter> dead) {
        Instant later = work.now().plus(UNTIL_AGAIN);
        switch (input) {
            case Input.Logged logged -> {
                Message<?> message = logged.message();
                LOG.log(Level.ERROR, "message " + message.id() + " goes to the dead letters of " + name(), failure);
                dead.add(deadLetter(message, failure, work.now()));
            }
            case Input.Unreadable unreadable -> dead.add(deadLetter(unreadable, work.now()));
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
        BatchWork aside = new BatchWork(definition, environment.ids(), now, lane, head);
        List<DeadLetter> dead = new ArrayList<>();
        putAside(input, failure, aside, dead);
        Bookkeeping bookkeeping = bookkeeping(List.of(input), position, aside, List.of(), dead);
        try (Tx tx = store.begin()) {
            store.write(tx, bookkeeping);
            tx.commit();
            commits = bookkeeping.commits();
        }
        committed.accept(new Committed(List.of(), bookkeeping.timers(), restarted(List.of(input), aside)));
    }

    private Bookkeeping bookkeeping(
            List<Input> inputs,
            Map<SourceLane, Long> consumed,
            BatchWork work,
            Collection<KeptReply> kept,
            List<DeadLetter> dead) {
        Map<String, Timer> timersOver = new LinkedHashMap<>();
        List<PendingEffect> effects = new ArrayList<>(work.effects());
        List<String> effectsOver = new ArrayList<>();
        for (Input input : inputs) {
            switch (input) {
                case Input.Due due ->
                    timersOver.put(due.timer().key() + '\n' + due.timer().name(), due.timer());
                case Input.Settled settled -> effectsOver.add(settled.effect().id());
                case Input.Deferred deferred -> effects.add(deferred.again());
                case Input.Request _, Input.Logged _, Input.Unreadable _ -> {}
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
                List.copyOf(dead));
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

    private DeadLetter deadLetter(Message<?> message, RuntimeException failure, Instant now) {
        MessageTypes types = definition.types();
        return new DeadLetter(
                message.id(),
                types.name(message.body().getClass()),
                message.key(),
                types.encode(message.body()),
                message.saga() == null ? null : message.saga().text(),
                message.trace(),
                message.at(),
                printable(failure.toString()),
                now);
    }

    /** A reason must not keep its dead letter from being written. */
    private static String printable(String reason) {
        return reason.replaceAll("\\p{Cntrl}", " ");
    }

    private static DeadLetter deadLetter(Input.Unreadable unreadable, Instant now) {
        LogEntry entry = unreadable.entry();
        String id = unreadable.source().source() + '/' + unreadable.source().lane() + '/' + entry.position();
        return new DeadLetter(
                id,
                entry.type(),
                entry.key(),
                entry.body(),
                entry.saga(),
                entry.trace(),
                entry.at(),
                unreadable.reason(),
                now);
    }

    private static void fail(List<Input> inputs, RuntimeException failure) {
        for (Input input : inputs) {
            if (input instanceof Input.Request request) {
                request.answer().completeExceptionally(new OverloadedException(String.valueOf(failure.getMessage())));
            }
        }
    }
}
