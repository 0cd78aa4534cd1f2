package skald.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Ids;

/** Drives one contender with one load, once, and keeps the times. */
final class Drive {
    /** A saga takes milliseconds; one that takes so long is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Contender.Running contender;
    private final Workload workload;
    private final Ids ids;
    private final Load load;
    private final Limit limit;
    private final Semaphore free;
    private final AtomicLongArray times;
    private final AtomicLongArray acceptances;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int begun;
    private long nanos;

    Drive(Contender.Running contender, Workload workload, Ids ids, Load load, Limit limit) {
        this.contender = contender;
        this.workload = workload;
        this.ids = ids;
        this.load = load;
        this.limit = limit;
        this.free = new Semaphore(load.inFlight());
        this.times = new AtomicLongArray(limit.orders());
        this.acceptances = new AtomicLongArray(limit.orders());
    }

    /**
     * The times of one run.
     *
     * @param begun orders, all at their ends
     * @param nanos from the first order to the last end, with everything settled
     * @param accepted until the customers had their answers; {@code null} if there are no customers
     * @param latency until the sagas' ends
     */
    record Times(int begun, long nanos, @Nullable Percentiles accepted, Percentiles latency) {
        double perSecond() {
            return begun * 1e9 / nanos;
        }
    }

    /** Runs. What is computed from the times is left for {@link #times}, since it is no part of the run. */
    void run() throws InterruptedException {
        long start = System.nanoTime();
        begun = beginAll(start);
        take(load.inFlight());
        contender.settle(PATIENCE);
        nanos = System.nanoTime() - start;
    }

    /** After {@link #run}. */
    Times times() {
        Percentiles accepted = begun == 0 || acceptances.get(0) == 0 ? null : percentiles(acceptances, begun);
        return new Times(begun, nanos, accepted, percentiles(times, begun));
    }

    private static Percentiles percentiles(AtomicLongArray nanos, int begun) {
        long[] sorted = new long[begun];
        Arrays.setAll(sorted, nanos::get);
        return Percentiles.ofNanos(sorted);
    }

    private int beginAll(long start) throws InterruptedException {
        long end = start + limit.time().toNanos();
        for (int i = 0; i < limit.orders(); i++) {
            long intended = System.nanoTime();
            if (load instanceof Load.Paced paced) {
                intended = start + i * 1_000_000_000L / paced.perSecond();
                waitUntil(intended);
            }
            if (intended - end >= 0) {
                return i;
            }
            take(1);
            begin(i, load instanceof Load.Paced ? intended : System.nanoTime());
        }
        return limit.orders();
    }

    private static void waitUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void take(int permits) throws InterruptedException {
        if (!free.tryAcquire(permits, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new BenchException("no saga came to its end for " + PATIENCE.toSeconds() + " s, with "
                    + (load.inFlight() - free.availablePermits()) + " under way");
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new BenchException("a saga failed: " + failed, failed);
        }
    }

    private void begin(int index, long since) {
        contender.begin(workload.order(index + 1, ids), new Ending() {
            @Override
            public void accepted() {
                acceptances.lazySet(index, System.nanoTime() - since);
            }

            @Override
            public void ended() {
                times.lazySet(index, System.nanoTime() - since);
                free.release();
            }

            @Override
            public void failed(Throwable cause) {
                failure.compareAndSet(null, cause);
                free.release();
            }
        });
    }
}
