package skald.platform.fake;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import skald.platform.client.Time;

/** A time that passes as soon as somebody waits for it. */
public final class FastTime implements Time {

    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void pass(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        nanos.addAndGet(duration.toNanos());
        Thread.yield();
    }

    /** What has passed since the beginning. */
    public Duration passed() {
        return Duration.ofNanos(nanos.get());
    }
}
