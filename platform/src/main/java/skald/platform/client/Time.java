package skald.platform.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time that passes, and waiting for it to pass; tests let it pass at once. Thread-safe. */
public interface Time {

    /** Nanoseconds since some moment in the past; they never go back. */
    long nanos();

    /** Returns when {@code duration} is over. */
    void pass(Duration duration) throws InterruptedException;

    /** The time of this machine. */
    static Time ofThisMachine() {
        return new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pass(Duration duration) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            }
        };
    }

    /** What is over since {@code startNanos}, a value of {@link #nanos()}. */
    default Duration since(long startNanos) {
        return Duration.ofNanos(nanos() - startNanos);
    }
}
