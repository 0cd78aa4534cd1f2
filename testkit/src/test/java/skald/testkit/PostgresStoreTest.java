package skald.testkit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;

class PostgresStoreTest extends StoreContract {
    private final List<ServiceDatabase> databases = new ArrayList<>();

    @Override
    protected Store store() {
        ServiceDatabase database = TestPostgres.database("toolkit-store");
        databases.add(database);
        return new PostgresStore(database.dataSource());
    }

    @AfterEach
    void close() {
        databases.forEach(ServiceDatabase::close);
    }
}
