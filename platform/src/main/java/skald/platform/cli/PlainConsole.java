package skald.platform.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import skald.platform.client.Time;
import skald.platform.importer.Console;

/** Writes a line every few seconds, for logs. */
final class PlainConsole implements Console {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintWriter err;
    private final Time time;

    PlainConsole(PrintWriter err, Time time) {
        this.err = err;
        this.time = time;
    }

    @Override
    public void say(String message) {
        err.println(message);
        err.flush();
    }

    @Override
    public Progress begin(String name, long total) {
        AtomicLong told = new AtomicLong(time.nanos());
        AtomicLong done = new AtomicLong();
        return new Progress() {
            @Override
            public void step() {
                long now = done.incrementAndGet();
                long last = told.get();
                if (time.since(last).compareTo(INTERVAL) >= 0 && told.compareAndSet(last, time.nanos())) {
                    say("%s: %,d of %,d".formatted(name, now, total));
                }
            }

            @Override
            public void close() {
                say("%s: %,d of %,d".formatted(name, done.get(), total));
            }
        };
    }
}
