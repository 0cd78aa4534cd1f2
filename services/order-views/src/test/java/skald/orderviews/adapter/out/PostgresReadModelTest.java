package skald.orderviews.adapter.out;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;
import skald.toolkit.postgres.PostgresStore;

class PostgresReadModelTest extends ReadModelContract {

    private @Nullable ServiceDatabase database;

    @Override
    Adapters open() {
        database = TestPostgres.database("order-views");
        PostgresStore store = new PostgresStore(database.dataSource());
        PostgresReadModel model = new PostgresReadModel(store);
        return new Adapters(model, new PostgresOrderQueries(store, model));
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
