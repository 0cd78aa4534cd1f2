package skald.orders.adapter.out;

import java.util.UUID;
import skald.orders.application.Customers;
import skald.orders.application.Orders;
import skald.orders.application.Products;
import skald.toolkit.Rows;
import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;

class InMemoryOrdersTest extends OrdersContract {
    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryOrders orders = new InMemoryOrders();
    private final InMemoryProducts products = new InMemoryProducts();
    private final InMemoryCustomers customers = new InMemoryCustomers();

    @Override
    Store store() {
        return store;
    }

    @Override
    Orders orders() {
        return orders;
    }

    @Override
    Products products() {
        return products;
    }

    @Override
    Customers customers() {
        return customers;
    }

    @Override
    Rows<UUID> erasures() {
        return new InMemoryCustomers.Erasures(orders);
    }
}
