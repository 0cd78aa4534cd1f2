package skald.shipping;

import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.shipping.adapter.out.PostgresParcels;
import skald.shipping.adapter.out.PostgresPendingOrders;
import skald.shipping.adapter.out.PostgresShipments;
import skald.shipping.application.Parcels;
import skald.shipping.application.PendingOrders;
import skald.shipping.application.Shipments;
import skald.testkit.TestPostgres;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;

class PostgresShippingTest extends ShippingContract {
    private final ServiceDatabase database = TestPostgres.database("shipping");
    private final Store store = new PostgresStore(database.dataSource());
    private final Shipments shipments = new PostgresShipments(store);
    private final PendingOrders pendingOrders = new PostgresPendingOrders();
    private final Parcels parcels = new PostgresParcels(store);

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Store store() {
        return store;
    }

    @Override
    Shipments shipments() {
        return shipments;
    }

    @Override
    PendingOrders pendingOrders() {
        return pendingOrders;
    }

    @Override
    Parcels parcels() {
        return parcels;
    }
}
