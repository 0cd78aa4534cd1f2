package skald.toolkit.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs something when time is up, each on a virtual thread of its own, because it may block on a slow client. */
final class Watchdog {

    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("http-watchdog").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Cancel the answer when the work is done in time. */
    Future<?> after(Duration time, Runnable timeIsUp) {
        return timer.schedule(() -> Thread.startVirtualThread(timeIsUp), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    void close() {
        timer.shutdownNow();
    }
}
