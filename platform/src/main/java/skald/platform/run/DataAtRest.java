package skald.platform.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import skald.database.DatabaseLogin;

/**
 * Looks into the data of all services, without running them: into a data folder that no platform uses, whose PostgreSQL runs
 * for the time of the look, or into databases of services that run elsewhere, or not.
 */
public final class DataAtRest {
    /** The names of all that have a database. */
    public static final List<String> OWNERS = Storage.OWNERS;

    private DataAtRest() {}

    /** What {@code look} makes of the services over the data in {@code folder}. */
    public static <T> T look(Path folder, Function<Services, T> look) {
        return look(Storage.open(Settings.embedded(0, folder)), look);
    }

    /**
     * What {@code look} makes of the services over these databases.
     *
     * @param logins of each service and of both simulators, by name: {@link #OWNERS}
     * @throws skald.database.DatabaseException if one cannot be opened
     */
    public static <T> T look(Map<String, DatabaseLogin> logins, Function<Services, T> look) {
        return look(Storage.External.open(logins, Path.of(""), ""), look);
    }

    private static <T> T look(Storage storage, Function<Services, T> look) {
        Settings settings = Settings.inMemory(0);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return look.apply(Services.wire(storage, settings, Surroundings.real(executor)));
        } finally {
            storage.close();
        }
    }
}
