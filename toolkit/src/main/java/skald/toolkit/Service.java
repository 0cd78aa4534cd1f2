package skald.toolkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.SourceLane;

/**
 * A running service: its lanes, each a thread of its own, over one {@link Store}. Thread-safe.
 *
 * <p>Life: create, {@link #subscribe} to the feeds of the services that its definition reads, {@link #start}, and
 * {@link #close}. Whatever stops it in between, a new start from the same store goes on where the last commit was.
 */
public final class Service implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Service.class.getName());

    /** How long a caller waits for its batch; after that the outcome is open and the caller asks again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Messages that are forgotten at once, and how often that is done. */
    private static final int MOST_TRIMMED = 5_000;

    private static final Duration BETWEEN_TRIMS = Duration.ofSeconds(10);

    private final ServiceDefinition definition;
    private final Store store;
    private final Environment environment;
    private final int lanes;
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<IntToLongFunction> readers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Duration retention;
    private final AtomicReferenceArray<@Nullable Lane> running;
    private final Thread[] threads;
    private final Object progress = new Object();
    private final OwnFeed feed = new OwnFeed();
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
        this.threads = new Thread[this.lanes];
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
        if (threads[0] != null) {
            throw new IllegalStateException(name() + " is running already");
        }
        feeds.add(other);
        other.keepFor(lane -> noted(new SourceLane(other.source(), lane)));
    }

    /** Takes over the lanes and starts to work. */
    public void start() {
        for (int number = 0; number < lanes; number++) {
            running.set(number, newLane(number));
        }
        for (int number = 0; number < lanes; number++) {
            int lane = number;
            threads[lane] = Thread.ofPlatform().name(name() + "-" + lane).start(() -> run(lane));
        }
        feeds.forEach(other -> {
            other.onAppend(this::signal);
        });
        signal();
    }

    /**
     * Forgets messages of the log that are older than {@code age} and consumed by all who read it in this process; without
     * this call a log is kept for ever. A projection cannot be rebuilt from messages that are forgotten.
     */
    public void keepLogFor(Duration age) {
        retention = age;
    }

    /** A little at a time, so that nobody waits for it. */
    private void trim(int number) {
        Duration age = retention;
        if (age != null && !readers.isEmpty()) {
            long upTo = readers.stream()
                    .mapToLong(reader -> reader.applyAsLong(number))
                    .min()
                    .orElse(0);
            store.trim(number, upTo, environment.clock().instant().minus(age), MOST_TRIMMED);
        }
    }

    private Lane newLane(int number) {
        return new Lane(
                definition, store, environment, number, lanes, feeds, () -> LockSupport.unpark(threads[number]));
    }

    private void signal() {
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
    }

    private void run(int number) {
        Instant nextTrim = environment.clock().instant().plus(BETWEEN_TRIMS);
        while (!stopping) {
            Lane lane = running.get(number);
            if (lane == null) {
                return;
            }
            try {
                Instant now = environment.clock().instant();
                long head = lane.tail().head();
                Instant wake = lane.step();
                if (lane.tail().head() != head) {
                    listeners.forEach(Runnable::run);
                }
                if (!nextTrim.isAfter(now)) {
                    nextTrim = now.plus(BETWEEN_TRIMS);
                    trim(number);
                }
                if (wake.isAfter(now)) {
                    LockSupport.parkNanos(this, Duration.between(now, wake).toNanos());
                } else {
                    tellProgress();
                }
            } catch (BatchProcessor.LaneRestartException e) {
                LOG.log(Level.WARNING, "lane {0} of {1} starts again: {2}", number, name(), e.getMessage());
                lane.refuseWaiting();
                restart(number);
                // What was committed although it seemed to fail is there to be read from now on.
                listeners.forEach(Runnable::run);
            } catch (Store.FencedException e) {
                LOG.log(Level.ERROR, "lane {0} of {1} stops: {2}", number, name(), e.getMessage());
                running.set(number, null);
                lane.refuseWaiting();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "lane " + number + " of " + name() + " could not go on, trying again", e);
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(200));
            } catch (Error e) {
                // A lane whose thread is gone would look alive and do nothing.
                LOG.log(Level.ERROR, "lane " + number + " of " + name() + " broke and starts again", e);
                lane.refuseWaiting();
                restart(number);
            }
        }
    }

    private void restart(int number) {
        while (!stopping) {
            // Also before the first time: if the same end awaits the new lane, it does not come at once.
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(100));
            try {
                running.set(number, newLane(number));
                return;
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "lane {0} of {1} cannot start: {2}", number, name(), e.getMessage());
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(400));
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
        Lane lane = running.get(laneOf(key, lanes));
        if (lane == null || stopping) {
            request.answer()
                    .completeExceptionally(new OverloadedException("the " + name() + " service is not running"));
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

    private Optional<DeadLetter> order(DeadLetter.Verb verb, long id, String who, @Nullable String reason) {
        Optional<DeadLetter> letter = store.deadLetters().find(id);
        if (letter.isEmpty()) {
            return letter;
        }
        Lane lane = running.get(letter.get().lane());
        if (lane == null || stopping) {
            throw new OverloadedException("the " + name() + " service is not running");
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
        synchronized (progress) {
            while (!done.getAsBoolean()) {
                long millis =
                        Duration.between(environment.clock().instant(), end).toMillis();
                if (millis <= 0 || stopping) {
                    return done.getAsBoolean();
                }
                try {
                    // A tenth of a second is only a safety net: every batch tells.
                    progress.wait(Math.min(millis, 100));
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    private void tellProgress() {
        synchronized (progress) {
            progress.notifyAll();
        }
    }

    /** How far every lane of this service has consumed {@code source}. */
    public long consumed(SourceLane source) {
        long least = Long.MAX_VALUE;
        for (int number = 0; number < lanes; number++) {
            Lane lane = running.get(number);
            least = Math.min(least, lane == null ? 0 : lane.consumed(source));
        }
        return least;
    }

    /** How far every lane of this service has noted in its store that it consumed {@code source}. */
    private long noted(SourceLane source) {
        long least = Long.MAX_VALUE;
        for (int number = 0; number < lanes; number++) {
            Lane lane = running.get(number);
            least = Math.min(least, lane == null ? 0 : lane.noted(source));
        }
        return least;
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

    /** Whether all lanes work. */
    public boolean isRunning() {
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
        for (int number = 0; number < lanes; number++) {
            Thread thread = threads[number];
            if (thread != null) {
                join(thread);
            }
            Lane lane = running.get(number);
            if (lane != null) {
                lane.refuseWaiting();
            }
        }
    }

    private static void join(Thread thread) {
        try {
            // Longer only if the store is away: then the lane is waiting for it and is interrupted.
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
                if (!thread.join(Duration.ofSeconds(10))) {
                    LOG.log(Level.WARNING, "{0} does not stop: its store does not answer", thread.getName());
                }
            }
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
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
            return lane == null ? 0 : lane.tail().head();
        }

        @Override
        public List<LogEntry> read(int number, long after, int max) {
            Lane lane = running.get(number);
            List<LogEntry> recent = lane == null ? null : lane.tail().read(after, max);
            return recent == null ? store.log(number, after, max) : recent;
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
