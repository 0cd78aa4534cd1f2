package skald.platform.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import skald.database.DataFolder;
import skald.database.EmbeddedPostgres;
import skald.database.SecretFile;
import skald.database.ServiceDatabase;

/** Where the services keep their data: a database each on the embedded PostgreSQL, or memory. */
sealed interface Storage extends AutoCloseable {

    /** The names of all that have a database of their own; the simulators are the outside world. */
    List<String> OWNERS = List.of(
            "users",
            "inventory",
            "payments",
            "shipping",
            "notifications",
            "orders",
            "order-views",
            "gateway-simulator",
            "carrier-simulator");

    static Storage open(Settings settings) {
        return settings.memory() ? new Memory(SecretFile.newPassword()) : Embedded.open(settings.data());
    }

    /** Tells other commands where this instance answers. */
    void announce(URI url);

    /** The key with which the operator of this machine shows who it is. */
    String operatorKey();

    @Override
    void close();

    /** Everything in memory. */
    record Memory(String operatorKey) implements Storage {
        @Override
        public void announce(URI url) {}

        @Override
        public void close() {}
    }

    /** A data folder, locked by this process, with a PostgreSQL of its own. */
    record Embedded(DataFolder folder, EmbeddedPostgres postgres, Map<String, ServiceDatabase> databases)
            implements Storage {

        static Embedded open(Path data) {
            DataFolder folder = DataFolder.open(data);
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
                try {
                    return new Embedded(folder, postgres, databases(postgres));
                } catch (RuntimeException e) {
                    postgres.close();
                    throw e;
                }
            } catch (RuntimeException e) {
                folder.close();
                throw e;
            }
        }

        /** Opened side by side: each connects, compares its migrations and fills its pool. */
        private static Map<String, ServiceDatabase> databases(EmbeddedPostgres postgres) {
            Map<String, Future<ServiceDatabase>> opening = new LinkedHashMap<>();
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                OWNERS.forEach(
                        owner -> opening.put(owner, executor.submit(() -> ServiceDatabase.embedded(postgres, owner))));
            }
            Map<String, ServiceDatabase> databases = new LinkedHashMap<>();
            List<RuntimeException> failures = new ArrayList<>();
            opening.forEach((owner, database) -> {
                try {
                    databases.put(owner, database.get());
                } catch (ExecutionException e) {
                    failures.add(
                            e.getCause() instanceof RuntimeException failure
                                    ? failure
                                    : new IllegalStateException(e.getCause()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failures.add(new IllegalStateException(e));
                }
            });
            if (!failures.isEmpty()) {
                databases.values().forEach(ServiceDatabase::close);
                throw failures.getFirst();
            }
            return databases;
        }

        DataSource database(String owner) {
            ServiceDatabase database = databases.get(owner);
            if (database == null) {
                throw new IllegalArgumentException("no database for " + owner);
            }
            return database.dataSource();
        }

        @Override
        public void announce(URI url) {
            folder.announce(url);
        }

        @Override
        public String operatorKey() {
            return folder.operatorKey();
        }

        @Override
        public void close() {
            databases.values().forEach(ServiceDatabase::close);
            postgres.close();
            folder.close();
        }
    }
}
