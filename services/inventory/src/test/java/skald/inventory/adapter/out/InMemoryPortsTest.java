package skald.inventory.adapter.out;

import skald.inventory.application.Movements;
import skald.inventory.application.PendingOrders;
import skald.inventory.application.Prices;
import skald.inventory.application.Products;
import skald.inventory.application.Reservations;
import skald.inventory.application.StockItems;
import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;

class InMemoryPortsTest extends PortsContract {
    private final InMemoryStore store = new InMemoryStore();
    private final Products products = new InMemoryProducts();
    private final Prices prices = new InMemoryPrices();
    private final InMemoryMovements movements = new InMemoryMovements();
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final PendingOrders pendingOrders = new InMemoryPendingOrders();
    private final StockItems items = new InMemoryStockItems(store, movements, reservations);

    @Override
    Store store() {
        return store;
    }

    @Override
    Products products() {
        return products;
    }

    @Override
    Prices prices() {
        return prices;
    }

    @Override
    StockItems items() {
        return items;
    }

    @Override
    Movements movements() {
        return movements;
    }

    @Override
    PendingOrders pendingOrders() {
        return pendingOrders;
    }

    @Override
    Reservations reservations() {
        return reservations;
    }
}
