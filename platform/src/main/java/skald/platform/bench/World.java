package skald.platform.bench;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import skald.toolkit.Environment;

/** What benchmarks pass in from the world. */
public final class World {
    private World() {}

    /** The environment as the platform has it. */
    public static Environment environment(ExecutorService effects) {
        return new Environment(
                Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000)),
                UuidCreator::getTimeOrderedEpochPlus1,
                RandomGenerator.getDefault(),
                effects);
    }
}
