package skald.toolkit.saga;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;
import skald.toolkit.postgres.PostgresSagas;
import skald.toolkit.postgres.PostgresStore;

class PostgresSagaLockLanesTest extends SagaLockLanesContract {
    private final List<ServiceDatabase> databases = new ArrayList<>();

    @Override
    Ports ports() {
        ServiceDatabase database = TestPostgres.database("toolkit-store");
        databases.add(database);
        PostgresStore store = new PostgresStore(database.dataSource());
        return new Ports(store, new PostgresSagas(store));
    }

    @AfterEach
    void close() {
        databases.forEach(ServiceDatabase::close);
    }
}
