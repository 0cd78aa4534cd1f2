package skald.toolkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Leases.LaneStatus;
import skald.toolkit.Leases.Roster;
import skald.toolkit.Store.LaneState;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.SourceLane;

/**
 * A running service: its lanes, each with turns of its own, over one {@link Store}. Thread-safe.
 *
 * <p>Life: create, {@link #subscribe} to the feeds of the services that its definition reads, {@link #start}, and
 * {@link #close}. Whatever stops it in between, a new start from the same store goes on where the last commit was.
 */
public final class Service implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Service.class.getName());

    /** How long a caller waits for its batch; after that the outcome is open and the caller asks again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Messages that are forgotten in one statement: some milliseconds. */
    private static final int MOST_TRIMMED = 1_000;
    /** How often in a row: together more than a busy lane writes between two cleanings. */
    private static final int MOST_TRIMS = 50;

    private static final Duration BETWEEN_CLEANINGS = Duration.ofSeconds(1);

    /** A lane that failed without reason in its messages, such as a store that cannot be read, tries again so soon. */
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);

    private static final Duration BEFORE_START = Duration.ofMillis(100);
    private static final Duration AFTER_FAILED_START = Duration.ofMillis(500);

    private final ServiceDefinition definition;
    private final Store store;
    private final Environment environment;
    private final int lanes;
    /** Requests may look at them while they are added. */
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<IntToLongFunction> readers = new CopyOnWriteArrayList<>();
    private final Map<Expiring, Function<Retention, Duration>> expiring = new LinkedHashMap<>();
    private @Nullable Retention retention;
    private final Map<String, Scheduler.Turns> others = new LinkedHashMap<>();
    private final List<Scheduler.Task> otherTasks = new CopyOnWriteArrayList<>();
    private volatile Scheduler.@Nullable Task housekeeper;
    private final AtomicReferenceArray<@Nullable Lane> running;
    private final AtomicReferenceArray<Scheduler.@Nullable Task> tasks;
    /** Lanes that are to be given back after their batch. */
    private final AtomicIntegerArray lettingGo;

    private final AtomicReference<Roster> roster = new AtomicReference<>(new Roster(List.of(), List.of()));
    private volatile @Nullable Sharing sharing;
    private volatile Scheduler.@Nullable Task keeper;
    private volatile boolean started;
    private final Object progress = new Object();
    private long batches; // guarded by progress
    private final OwnFeed feed = new OwnFeed();
    private final StateCache.Shared caches = new StateCache.Shared(true);
    private volatile @Nullable Admission admission;
    private volatile boolean stopping;

    /**
     * A service that is not started yet.
     *
     * @param lanes how many lanes it gets if the store is new; an existing store keeps its number
     */
    public Service(ServiceDefinition definition, Store store, Environment environment, int lanes) {
        this.definition = definition;
        this.store = store;
        this.environment = environment;
        this.lanes = store.lanes(lanes);
        this.running = new AtomicReferenceArray<>(this.lanes);
        this.tasks = new AtomicReferenceArray<>(this.lanes);
        this.lettingGo = new AtomicIntegerArray(this.lanes);
    }

    /** The service's name. */
    public String name() {
        return definition.name();
    }

    /** What the service does. */
    public ServiceDefinition definition() {
        return definition;
    }

    /** The service's log, for those who read it; also before {@link #start}. */
    public Feed feed() {
        return feed;
    }

    /** Reads {@code other} from where this service has consumed it; before {@link #start} only. */
    public void subscribe(Feed other) {
        if (started) {
            throw new IllegalStateException(name() + " is running already");
        }
        feeds.add(other);
        other.keepFor(lane -> noted(new SourceLane(other.source(), lane)));
    }

    /** Takes over all lanes at once, whoever had them, and starts to work: for the only process of a store. */
    public void start() {
        started = true;
        for (int number = 0; number < lanes; number++) {
            running.set(number, newLane(number));
        }
        for (int number = 0; number < lanes; number++) {
            startTurns(number);
        }
        feeds.forEach(other -> other.onAppend(this::signal));
        startHousekeeping();
        startOthers();
        signal();
    }

    /**
     * Starts to work on a fair share of the lanes, beside other processes over the same store. Lanes come and go as
     * processes do; those of a process that crashed come when their leases have run out.
     */
    public void start(Sharing how) {
        started = true;
        sharing = how;
        feeds.forEach(other -> other.onAppend(this::signal));
        startHousekeeping();
        startOthers();
        keeper = environment.scheduler().start(name() + "-leases", new Keeping(how));
    }

    private void startTurns(int number) {
        tasks.set(number, environment.scheduler().start(name() + "-" + number, new Turns(number)));
        wake(number); // what was signalled before the task was known
    }

    private void wake(int number) {
        Scheduler.Task task = tasks.get(number);
        if (task != null) {
            task.wake();
        }
    }

    /** Looks who is there, takes lanes and lets go of others, and tells readers what lanes elsewhere have appended. */
    private final class Keeping implements Scheduler.Turns {
        private final Sharing how;
        private Instant announceAt = Instant.MIN;
        private boolean said;

        Keeping(Sharing how) {
            this.how = how;
        }

        @Override
        public @Nullable Duration take() {
            if (stopping) {
                return null;
            }
            try {
                Instant now = environment.clock().instant();
                if (isDue(announceAt, now, how.renewal())) {
                    store.leases().announce(how.instance(), how.lease());
                    announceAt = now.plus(how.renewal());
                }
                look(how);
                said = false;
            } catch (RuntimeException e) {
                if (!said) {
                    LOG.log(Level.WARNING, "the lanes of {0} cannot be shared: {1}", name(), e.getMessage());
                    said = true;
                }
            }
            return how.poll();
        }
    }

    private void look(Sharing how) {
        Roster now = store.leases().roster();
        Roster before = roster.getAndSet(now);
        if (!before.lanes().equals(now.lanes())) {
            listeners.forEach(Runnable::run);
            tellProgress();
        }
        List<Integer> own = new ArrayList<>();
        for (int number = 0; number < lanes; number++) {
            if (running.get(number) != null && lettingGo.get(number) == 0) {
                own.add(number);
            }
        }
        LaneShares shares = LaneShares.of(now, how.instance(), own);
        shares.letGo().forEach(number -> lettingGo.set(number, 1));
        for (int number : shares.take()) {
            if (running.get(number) == null && !stopping) {
                take(number);
            }
        }
        signal();
    }

    private void take(int number) {
        try {
            Lane lane = newLane(number);
            lettingGo.set(number, 0);
            running.set(number, lane);
            startTurns(number);
            LOG.log(Level.INFO, "lane {0} of {1} is worked on here", number, name());
        } catch (Store.FencedException e) {
            LOG.log(Level.DEBUG, "lane {0} of {1} went to somebody else", number, name());
        }
    }

    private Supplier<LaneState> claim(int number) {
        Sharing how = sharing;
        return how == null
                ? () -> store.takeOver(
                        number,
                        name() + " in process " + ProcessHandle.current().pid())
                : () -> store.leases()
                        .acquire(number, how.instance(), how.lease())
                        .orElseThrow(() -> new Store.FencedException(number));
    }

    /**
     * Deletes in the background what is older; without this call everything is kept for ever. Before the start only. A
     * projection cannot be rebuilt from messages that are forgotten.
     */
    public void keeps(Retention rule) {
        retention = rule;
    }

    /** Has more rows deleted when they are older than {@code age} says; before the start only. */
    public void expires(Expiring rows, Function<Retention, Duration> age) {
        expiring.put(rows, age);
    }

    /** Has other work of the service take turns for as long as it runs; before the start only. */
    public void beside(String work, Scheduler.Turns turns) {
        others.put(work, turns);
    }

    private void startOthers() {
        others.forEach((work, turns) -> otherTasks.add(
                environment.scheduler().start(name() + '-' + work, () -> stopping ? null : turns.take())));
    }

    private void startHousekeeping() {
        Retention rule = retention;
        if (rule != null) {
            expires(store.answers(), Retention::answers);
            expires(store.lettersOver(), Retention::letters);
            List<Sweep> sweeps = new ArrayList<>();
            expiring.forEach((rows, age) -> sweeps.add(new Sweep(rows, age.apply(rule))));
            housekeeper = environment
                    .scheduler()
                    .start(name() + "-housekeeping", new Housekeeping(rule, List.copyOf(sweeps)));
        }
    }

    /** Beside the lanes, so that none of them waits for it. Of several processes, the one with the first lane sweeps. */
    private final class Housekeeping implements Scheduler.Turns {
        private final Retention rule;
        private final List<Sweep> sweeps;
        private boolean begun;

        Housekeeping(Retention rule, List<Sweep> sweeps) {
            this.rule = rule;
            this.sweeps = sweeps;
        }

        @Override
        public @Nullable Duration take() {
            if (stopping) {
                return null;
            }
            if (!begun) {
                begun = true;
                return BETWEEN_CLEANINGS;
            }
            try {
                Instant now = environment.clock().instant();
                for (int number : ownLanes()) {
                    rule.log().ifPresent(age -> trim(number, now.minus(age)));
                }
                if (running.get(0) != null && !stopping) {
                    sweeps.forEach(sweep -> sweep.goOn(now));
                }
                return BETWEEN_CLEANINGS;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "old data of {0} stays for the moment: {1}", name(), e.getMessage());
                return BETWEEN_CLEANINGS.multipliedBy(31);
            }
        }
    }

    /** A little at a time; never what a reader has not consumed. */
    private void trim(int number, Instant olderThan) {
        if (readers.isEmpty()) {
            return;
        }
        for (int step = 0; step < MOST_TRIMS && !stopping; step++) {
            long upTo = readers.stream()
                    .mapToLong(reader -> reader.applyAsLong(number))
                    .min()
                    .orElse(0);
            if (store.trim(number, upTo, olderThan, MOST_TRIMMED) < MOST_TRIMMED) {
                return;
            }
        }
    }

    private Lane newLane(int number) {
        Instant now = environment.clock().instant();
        Sharing how = sharing;
        // With lanes in other processes, nobody here hears of what they change beside the ports.
        Lane lane = new Lane(
                definition,
                store,
                environment,
                number,
                lanes,
                feeds,
                () -> wake(number),
                claim(number),
                how == null ? caches : new StateCache.Shared(false));
        if (how != null) {
            lane.heldUntil(now.plus(how.lease()));
            lane.notesWithin(how.poll());
        }
        return lane;
    }

    private void signal() {
        for (int number = 0; number < lanes; number++) {
            wake(number);
        }
    }

    /** Whether what happens at intervals is due; it is too if the clock has jumped back to before the last time. */
    private static boolean isDue(Instant due, Instant now, Duration interval) {
        return !due.isAfter(now) || due.isAfter(now.plus(interval));
    }

    /** Renews the lease when it is time to. */
    private Instant renew(Sharing how, int number, Lane lane, Instant now, Instant due) {
        if (!isDue(due, now, how.renewal())) {
            return due;
        }
        store.leases().renew(number, lane.epoch(), how.lease());
        lane.heldUntil(now.plus(how.lease()));
        return now.plus(how.renewal());
    }

    /** Stops a lane that is still held, and lets others have it at once. */
    private void letGo(int number, Lane lane) {
        running.set(number, null);
        lane.refuseWaiting();
        try {
            store.leases().release(number, lane.epoch());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "lane {0} of {1} is free when its lease runs out: {2}",
                    number,
                    name(),
                    e.getMessage());
        }
    }

    /** The turns of a lane. */
    private final class Turns implements Scheduler.Turns {
        private final int number;
        private Instant nextRenewal = Instant.MIN;
        /** The lane that was there broke and a new one takes its place. */
        private boolean starting;

        Turns(int number) {
            this.number = number;
        }

        @Override
        public @Nullable Duration take() {
            Lane lane = running.get(number);
            if (lane == null) {
                return null;
            }
            if (stopping) {
                if (sharing != null) {
                    letGo(number, lane);
                }
                return null;
            }
            return starting ? startAgain() : step(lane);
        }

        private @Nullable Duration step(Lane lane) {
            try {
                return stepOrFail(lane);
            } catch (BatchProcessor.LaneRestartException e) {
                LOG.log(Level.WARNING, "lane {0} of {1} starts again: {2}", number, name(), e.getMessage());
                return startSoon(lane);
            } catch (Store.FencedException e) {
                LOG.log(Level.ERROR, "lane {0} of {1} stops: {2}", number, name(), e.getMessage());
                running.set(number, null);
                lane.refuseWaiting();
                return null;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "lane " + number + " of " + name() + " could not go on, trying again", e);
                return AFTER_FAILURE;
            } catch (Error e) {
                // A lane whose turns are over would look alive and do nothing.
                LOG.log(Level.ERROR, "lane " + number + " of " + name() + " broke and starts again", e);
                return startSoon(lane);
            }
        }

        private @Nullable Duration stepOrFail(Lane lane) {
            Sharing how = sharing;
            Instant now = environment.clock().instant();
            if (how != null) {
                if (lettingGo.get(number) != 0) {
                    letGo(number, lane);
                    return null;
                }
                nextRenewal = renew(how, number, lane, now, nextRenewal);
            }
            long head = lane.tail().head();
            Instant wake = lane.step();
            if (lane.tail().head() != head) {
                listeners.forEach(Runnable::run);
            }
            if (how != null && nextRenewal.isBefore(wake)) {
                wake = nextRenewal;
            }
            if (wake.isAfter(now)) {
                return Duration.between(now, wake);
            }
            tellProgress();
            return Duration.ZERO;
        }

        /** Not at once, also the first time: the same end may await the new lane. */
        private Duration startSoon(Lane lane) {
            lane.refuseWaiting();
            starting = true;
            return BEFORE_START;
        }

        private @Nullable Duration startAgain() {
            try {
                running.set(number, newLane(number));
                starting = false;
                // What was committed although it seemed to fail is there to be read from now on.
                listeners.forEach(Runnable::run);
                return Duration.ZERO;
            } catch (Store.FencedException e) {
                LOG.log(Level.WARNING, "lane {0} of {1} went to somebody else", number, name());
                running.set(number, null);
                return null;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "lane {0} of {1} cannot start: {2}", number, name(), e.getMessage());
                return AFTER_FAILED_START;
            }
        }
    }

    /**
     * Has a request decided and waits for the commit that holds its effect. Meant for virtual threads.
     *
     * @param key the aggregate that it concerns
     * @param idempotency under which the answer is kept, or {@code null}
     * @param trace the caller's {@code traceparent}, or {@code null}
     * @throws IdempotencyKeyReusedException if the key was used for another request
     * @throws OverloadedException if the service is full, stopping or too slow; the outcome may be open, so the request
     *     is to be repeated with the same idempotency key
     */
    public Reply call(String key, Object body, @Nullable Idempotency idempotency, @Nullable String trace) {
        return answer(submit(key, body, idempotency, trace));
    }

    private <T> T answer(CompletableFuture<T> answer) {
        try {
            return answer.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException _) {
            answer.cancel(false);
            throw new OverloadedException("the " + name() + " service did not answer within " + LONGEST_WAIT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new OverloadedException("the caller was interrupted");
        }
    }

    /** Like {@link #call} without waiting; failures complete the future exceptionally. */
    public CompletableFuture<Reply> submit(
            String key, Object body, @Nullable Idempotency idempotency, @Nullable String trace) {
        Input.Request request =
                Lane.request(key, body, idempotency, trace, environment.clock().instant());
        int number = laneOf(key, lanes);
        Lane lane = running.get(number);
        if (lane == null || stopping) {
            request.answer().completeExceptionally(notHere(number));
        } else {
            lane.submit(request);
        }
        return request.answer();
    }

    /**
     * An id for something that a request creates. Requests with the same idempotency key get ids of the same lane, so
     * that two of them at the same time are decided one after the other and the second gets the answer of the first.
     */
    public UUID newId(@Nullable Idempotency idempotency) {
        UUID id = environment.ids().next();
        if (idempotency != null) {
            int wanted = laneOf(idempotency.scope(), lanes);
            while (laneOf(id.toString(), lanes) != wanted) {
                id = environment.ids().next();
            }
        }
        return id;
    }

    /** The messages that could not be decided. */
    public DeadLetters deadLetters() {
        return store.deadLetters();
    }

    /**
     * Decides a dead letter again, and then those that wait behind it.
     *
     * @param who is noted with the letter, with {@code reason}
     * @return the letter afterwards: parked again if its decision failed once more; empty if there is none of that id
     * @throws DeadLetterStateException if it is over, or waits behind another one
     * @throws OverloadedException if the lane cannot take the order now; whether it is done is open
     */
    public Optional<DeadLetter> redrive(long id, String who, @Nullable String reason) {
        return order(DeadLetter.Verb.REDRIVE, id, who, reason);
    }

    /**
     * Gives a dead letter up: it is never decided, and those that wait behind it go on.
     *
     * @return as {@link #redrive}
     */
    public Optional<DeadLetter> discard(long id, String who, String reason) {
        return order(DeadLetter.Verb.DISCARD, id, who, reason);
    }

    private RuntimeException notHere(int number) {
        if (sharing == null || stopping) {
            return new OverloadedException("the " + name() + " service is not running");
        }
        LaneStatus lane = elsewhere(number);
        return new NotOwnerException(name(), number, lane == null || lane.isFree() ? "" : lane.owner());
    }

    /** A lane as it was at the last look; {@code null} if nobody else may have it. */
    private @Nullable LaneStatus elsewhere(int number) {
        List<LaneStatus> all = roster.get().lanes();
        return number < all.size() ? all.get(number) : null;
    }

    private Optional<DeadLetter> order(DeadLetter.Verb verb, long id, String who, @Nullable String reason) {
        Optional<DeadLetter> letter = store.deadLetters().find(id);
        if (letter.isEmpty()) {
            return letter;
        }
        Lane lane = running.get(letter.get().lane());
        if (lane == null || stopping) {
            throw notHere(letter.get().lane());
        }
        LetterOrder order = new LetterOrder(verb, id, who, reason, new CompletableFuture<>());
        lane.submit(order);
        return Optional.of(answer(order.answer()));
    }

    /** Reads in a transaction of the service's store, outside any batch. */
    public <T> T read(Function<Tx, T> query) {
        try (Tx tx = store.begin()) {
            return query.apply(tx);
        }
    }

    /**
     * Waits until this service has consumed {@code position} of a log, as given by {@link Reply#position()}.
     *
     * @return whether it has; {@code false} after {@code patience}
     * @throws IllegalArgumentException if it is not the position of a log that this service reads
     */
    public boolean await(String position, Duration patience) {
        int lastDot = position.lastIndexOf('.');
        int firstDot = position.lastIndexOf('.', lastDot - 1);
        if (firstDot < 1) {
            throw new IllegalArgumentException("not a log position: " + position);
        }
        SourceLane source;
        long wanted;
        try {
            source = new SourceLane(
                    position.substring(0, firstDot), Integer.parseInt(position, firstDot + 1, lastDot, 10));
            wanted = Long.parseLong(position.substring(lastDot + 1));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("not a log position: " + position);
        }
        if (feeds.stream()
                .noneMatch(other -> other.source().equals(source.source())
                        && source.lane() >= 0
                        && source.lane() < other.lanes())) {
            throw new IllegalArgumentException("not a log that is read here: " + position);
        }
        return await(() -> consumed(source) >= wanted, patience);
    }

    /**
     * Waits until this service has consumed everything that the logs it reads hold now.
     *
     * @return whether it has; {@code false} after {@code patience}
     */
    public boolean catchUp(Duration patience) {
        Map<SourceLane, Long> heads = new HashMap<>();
        for (Feed other : feeds) {
            for (int lane = 0; lane < other.lanes(); lane++) {
                heads.put(new SourceLane(other.source(), lane), other.head(lane));
            }
        }
        return await(
                () -> heads.entrySet().stream().allMatch(head -> consumed(head.getKey()) >= head.getValue()), patience);
    }

    /** Waits until {@code done}, looking again after each batch; {@code false} after {@code patience}. */
    public boolean await(java.util.function.BooleanSupplier done, Duration patience) {
        Instant end = environment.clock().instant().plus(patience);
        while (true) {
            long seen = batches();
            // Not under the lock, which the lanes need after each batch: it may be a query.
            if (done.getAsBoolean()) {
                return true;
            }
            long millis = Duration.between(environment.clock().instant(), end).toMillis();
            if (millis <= 0 || stopping) {
                return done.getAsBoolean();
            }
            if (!awaitBatch(seen, millis)) {
                return false;
            }
        }
    }

    private long batches() {
        synchronized (progress) {
            return batches;
        }
    }

    /** Waits until there was another batch than the {@code seen} ones; {@code false} if it was interrupted. */
    private boolean awaitBatch(long seen, long millis) {
        synchronized (progress) {
            try {
                if (batches == seen) {
                    // A tenth of a second is only a safety net: every batch tells.
                    progress.wait(Math.min(millis, 100));
                }
                return true;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private void tellProgress() {
        synchronized (progress) {
            batches++;
            progress.notifyAll();
        }
    }

    /** How far every lane of this service has consumed {@code source}. */
    public long consumed(SourceLane source) {
        long least = Long.MAX_VALUE;
        for (int number = 0; number < lanes; number++) {
            Lane lane = running.get(number);
            least = Math.min(least, lane == null ? consumedElsewhere(number, source) : lane.consumed(source));
        }
        return least;
    }

    /** How far every lane of this service has noted in its store that it consumed {@code source}. */
    private long noted(SourceLane source) {
        long least = Long.MAX_VALUE;
        for (int number = 0; number < lanes; number++) {
            Lane lane = running.get(number);
            least = Math.min(least, lane == null ? consumedElsewhere(number, source) : lane.noted(source));
        }
        return least;
    }

    private long consumedElsewhere(int number, SourceLane source) {
        LaneStatus lane = elsewhere(number);
        return lane == null ? 0 : lane.consumed().getOrDefault(source, 0L);
    }

    /** How many messages this service has still to consume, over all logs that it reads. */
    public long lag() {
        long lag = 0;
        for (Feed other : feeds) {
            for (int lane = 0; lane < other.lanes(); lane++) {
                lag += Math.max(0, other.head(lane) - consumed(new SourceLane(other.source(), lane)));
            }
        }
        return lag;
    }

    /** What waits here. */
    public Admission.Backlog backlog() {
        long effects = 0;
        for (int number = 0; number < lanes; number++) {
            Lane lane = running.get(number);
            effects += lane == null ? 0 : lane.effectsWaiting();
        }
        return new Admission.Backlog(name(), lag(), effects);
    }

    /** How many requests wait for their batch. */
    public long requestsWaiting() {
        long requests = 0;
        for (int number = 0; number < lanes; number++) {
            Lane lane = running.get(number);
            requests += lane == null ? 0 : lane.requestsWaiting();
        }
        return requests;
    }

    /** Has new work refused when {@code rule} says so; without this call everything is admitted. */
    public void admits(Admission rule) {
        admission = rule;
    }

    /**
     * For requests that begin something: returns if there is room for it. What goes on with something that was begun does
     * not ask.
     *
     * @throws OverloadedException if there is none
     */
    public void requireRoom() {
        Admission rule = admission;
        if (rule != null) {
            rule.requireRoom();
        }
    }

    /** How many messages this service has decided since it started. */
    public long messages() {
        long messages = 0;
        for (int number = 0; number < lanes; number++) {
            Lane lane = running.get(number);
            messages += lane == null ? 0 : lane.messages();
        }
        return messages;
    }

    /** The lanes that are worked on here. */
    public List<Integer> ownLanes() {
        List<Integer> own = new ArrayList<>();
        for (int number = 0; number < lanes; number++) {
            if (running.get(number) != null) {
                own.add(number);
            }
        }
        return own;
    }

    /** Whether all lanes work; if they are shared, whether this process takes part. */
    public boolean isRunning() {
        if (sharing != null) {
            return !stopping;
        }
        for (int number = 0; number < lanes; number++) {
            if (running.get(number) == null) {
                return false;
            }
        }
        return !stopping;
    }

    /** Finishes the batches that are being decided, refuses what still waits, and stops. */
    @Override
    public void close() {
        stopping = true;
        signal();
        join(keeper);
        join(housekeeper);
        otherTasks.forEach(Service::join);
        for (int number = 0; number < lanes; number++) {
            join(tasks.get(number));
            Lane lane = running.get(number);
            if (lane != null) {
                lane.refuseWaiting();
            }
        }
        leave();
    }

    private void leave() {
        Sharing how = sharing;
        if (how != null) {
            try {
                store.leases().leave(how.instance());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "others learn later that {0} is gone: {1}", how.instance(), e.getMessage());
            }
        }
    }

    private static void join(Scheduler.@Nullable Task task) {
        if (task != null) {
            task.wake();
            task.join();
        }
    }

    /**
     * The lane of a key: FNV-1a (Fowler, Noll, Vo), 64 bit, over its UTF-8 bytes. Part of the stored data's meaning, so
     * it never changes.
     */
    static int laneOf(String key, int lanes) {
        if (lanes == 1) {
            return 0;
        }
        long hash = 0xcbf29ce484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return (int) Long.remainderUnsigned(hash ^ hash >>> 32, lanes);
    }

    private final class OwnFeed implements Feed {
        @Override
        public String source() {
            return name();
        }

        @Override
        public int lanes() {
            return lanes;
        }

        @Override
        public long head(int number) {
            Lane lane = running.get(number);
            if (lane != null) {
                return lane.tail().head();
            }
            LaneStatus status = elsewhere(number);
            return status == null ? 0 : status.head();
        }

        @Override
        public List<LogEntry> read(int number, long after, int max) {
            Lane lane = running.get(number);
            List<LogEntry> recent = lane == null ? null : lane.tail().read(after, max);
            return recent == null ? stored(number, after, max) : recent;
        }

        private List<LogEntry> stored(int number, long after, int max) {
            List<LogEntry> entries = store.log(number, after, max);
            if (!entries.isEmpty() && entries.getFirst().position() != after + 1) {
                throw new LogForgottenException(
                        name(), number, after + 1, entries.getFirst().position());
            }
            return entries;
        }

        @Override
        public long first(int number) {
            return store.first(number);
        }

        @Override
        public void keepFor(IntToLongFunction consumed) {
            readers.add(consumed);
        }

        @Override
        public void onAppend(Runnable signal) {
            listeners.add(signal);
        }
    }
}
