package skald.platform.importer;

import java.time.Duration;
import java.util.OptionalDouble;
import skald.platform.client.Time;

/** Spreads what many threads begin evenly over time. Thread-safe. */
final class Pace {

    private static final long SECOND_NANOS = 1_000_000_000;

    private final Time time;
    private final long intervalNanos;
    private long nextNanos;

    /** @param rate per second; unbounded if absent */
    Pace(OptionalDouble rate, Time time) {
        this.time = time;
        this.intervalNanos = rate.isPresent() ? Math.round(SECOND_NANOS / rate.getAsDouble()) : 0;
        this.nextNanos = time.nanos();
    }

    /** Returns when it is the caller's turn. */
    void turn() throws InterruptedException {
        long wait = reserve() - time.nanos();
        if (wait > 0) {
            time.pass(Duration.ofNanos(wait));
        }
    }

    private synchronized long reserve() {
        long mine = nextNanos;
        nextNanos = mine + intervalNanos;
        return mine;
    }
}
