package skald.testkit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.toolkit.postgres.PostgresSagas;
import skald.toolkit.postgres.PostgresStore;

class PostgresSagasTest extends SagaStatesContract {
    private final List<ServiceDatabase> databases = new ArrayList<>();

    @Override
    protected Ports ports() {
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
