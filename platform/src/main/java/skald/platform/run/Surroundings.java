package skald.platform.run;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import skald.toolkit.Environment;

/** What services take from the real world. */
final class Surroundings {
    /** For calls to the outside that are under way when it stops; what is cut off is asked about at the next start. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(1);

    private Surroundings() {}

    /** The clock of this machine, and {@code effects} for calls to the outside. */
    static Environment real(ExecutorService effects) {
        return new Environment(
                // PostgreSQL keeps microseconds: an answer must not differ from what is read later.
                Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000)),
                UuidCreator::getTimeOrderedEpochPlus1,
                RandomGenerator.getDefault(),
                effects);
    }

    /** Lets what is under way end, for a moment. */
    static void end(ExecutorService effects) {
        effects.shutdown();
        try {
            effects.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        effects.shutdownNow();
    }
}
