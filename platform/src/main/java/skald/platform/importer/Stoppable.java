package skald.platform.importer;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import skald.platform.client.Time;

/**
 * A time whose waiting ends when the job is stopped; requests that are under way are not disturbed. Thread-safe.
 */
final class Stoppable implements Time {

    private final Time time;
    private final Set<Thread> waiting = new HashSet<>();
    private boolean stopped;

    Stoppable(Time time) {
        this.time = time;
    }

    synchronized void stop() {
        stopped = true;
        waiting.forEach(Thread::interrupt);
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    /** @throws InterruptedException also when the job is stopped, or was */
    @Override
    public void pass(Duration duration) throws InterruptedException {
        begin();
        try {
            time.pass(duration);
        } finally {
            end();
        }
    }

    private synchronized void begin() throws InterruptedException {
        if (stopped) {
            throw new InterruptedException("stopped");
        }
        waiting.add(Thread.currentThread());
    }

    private synchronized void end() {
        waiting.remove(Thread.currentThread());
    }
}
