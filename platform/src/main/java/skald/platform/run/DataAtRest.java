package skald.platform.run;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import skald.toolkit.Environment;

/** Looks into a data folder that no platform uses: its PostgreSQL runs for the time of the look, the services do not. */
public final class DataAtRest {
    private DataAtRest() {}

    /** What {@code look} makes of the services over the data in {@code folder}. */
    public static <T> T look(Path folder, Function<Services, T> look) {
        Settings settings = Settings.embedded(0, folder);
        Storage storage = Storage.open(settings);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Environment environment = new Environment(
                    // PostgreSQL keeps microseconds: an answer must not differ from what is read later.
                    Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000)),
                    UuidCreator::getTimeOrderedEpochPlus1,
                    RandomGenerator.getDefault(),
                    executor);
            return look.apply(Services.wire(storage, settings, environment));
        } finally {
            storage.close();
        }
    }
}
