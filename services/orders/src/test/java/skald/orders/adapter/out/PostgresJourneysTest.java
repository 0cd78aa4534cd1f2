package skald.orders.adapter.out;

import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.orders.application.Journeys;
import skald.testkit.TestPostgres;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;

class PostgresJourneysTest extends JourneysContract {
    private final ServiceDatabase database = TestPostgres.database("orders");
    private final PostgresStore store = new PostgresStore(database.dataSource());
    private final PostgresJourneys journeys = new PostgresJourneys(store);

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Store store() {
        return store;
    }

    @Override
    Journeys journeys() {
        return journeys;
    }
}
