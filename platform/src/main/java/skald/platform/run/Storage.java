package skald.platform.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.sql.DataSource;
import skald.database.DataFolder;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;
import skald.database.PoolSize;
import skald.database.SecretFile;
import skald.database.ServiceDatabase;

/** Where the services keep their data: a database each on the embedded PostgreSQL, or memory. */
sealed interface Storage extends AutoCloseable {

    /** A database for each service that runs here. */
    sealed interface Databases extends Storage {

        /** Connections to the database of {@code owner}, as its role. */
        DataSource database(String owner);

        /** The folder of mails that leave as files. */
        Path mails();
    }

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
            implements Databases {

        static Embedded open(Path data) {
            DataFolder folder = DataFolder.open(data);
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
                try {
                    return new Embedded(
                            folder, postgres, openAll(OWNERS, owner -> ServiceDatabase.embedded(postgres, owner)));
                } catch (RuntimeException e) {
                    postgres.close();
                    throw e;
                }
            } catch (RuntimeException e) {
                folder.close();
                throw e;
            }
        }

        @Override
        public DataSource database(String owner) {
            return find(databases, owner);
        }

        @Override
        public Path mails() {
            return folder.path().resolve("mails");
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

    /** Databases on servers of somebody else. */
    record External(Map<String, ServiceDatabase> databases, Path mails, String operatorKey) implements Databases {

        /** @throws skald.database.DatabaseException if one of them cannot be used */
        static External open(Map<String, DatabaseLogin> logins, Path mails, String operatorKey) {
            return new External(
                    openAll(
                            logins.keySet(),
                            owner -> ServiceDatabase.external(logins.get(owner), owner, PoolSize.DEFAULT)),
                    mails,
                    operatorKey);
        }

        @Override
        public DataSource database(String owner) {
            return find(databases, owner);
        }

        @Override
        public void announce(URI url) {}

        @Override
        public void close() {
            databases.values().forEach(ServiceDatabase::close);
        }
    }

    private static DataSource find(Map<String, ServiceDatabase> databases, String owner) {
        ServiceDatabase database = databases.get(owner);
        if (database == null) {
            throw new IllegalArgumentException("no database for " + owner);
        }
        return database.dataSource();
    }

    /** Opened side by side: each connects, compares its migrations and fills its pool. */
    private static Map<String, ServiceDatabase> openAll(
            Collection<String> owners, Function<String, ServiceDatabase> open) {
        Map<String, Future<ServiceDatabase>> opening = new LinkedHashMap<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            owners.forEach(owner -> opening.put(owner, executor.submit(() -> open.apply(owner))));
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
}
