package skald.simulators;

import java.time.Duration;

/** How a simulator waits, passed in so that a test need not. Thread-safe. */
@FunctionalInterface
public interface Delay {

    /** Returns after {@code duration}, or throws if the waiting thread is interrupted. */
    void pause(Duration duration) throws InterruptedException;
}
