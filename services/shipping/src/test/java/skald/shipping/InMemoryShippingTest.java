package skald.shipping;

import skald.shipping.adapter.out.InMemoryParcels;
import skald.shipping.adapter.out.InMemoryPendingOrders;
import skald.shipping.adapter.out.InMemoryShipments;
import skald.shipping.application.Parcels;
import skald.shipping.application.PendingOrders;
import skald.shipping.application.Shipments;
import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;

class InMemoryShippingTest extends ShippingContract {
    private final Store store = new InMemoryStore();
    private final Shipments shipments = new InMemoryShipments();
    private final PendingOrders pendingOrders = new InMemoryPendingOrders();
    private final Parcels parcels = new InMemoryParcels();

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
