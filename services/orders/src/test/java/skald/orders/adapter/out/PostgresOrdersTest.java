package skald.orders.adapter.out;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.orders.OrderFixtures.aPlacedOrder;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.orders.application.Customers;
import skald.orders.application.Orders;
import skald.orders.application.Products;
import skald.testkit.TestPostgres;
import skald.toolkit.Rows;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;

class PostgresOrdersTest extends OrdersContract {
    private final ServiceDatabase database = TestPostgres.database("orders");
    private final PostgresStore store = new PostgresStore(database.dataSource());
    private final PostgresOrders orders = new PostgresOrders(store);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_database_itself_refuses_a_second_order_under_the_same_key() {
        var first = withId(aPlacedOrder(), 1, "ann POST /v1/orders k");
        var second = withId(aPlacedOrder(), 2, "ann POST /v1/orders k");
        save(orders, first.orderId(), 0, null, first);

        assertThatThrownBy(() -> save(orders, second.orderId(), 0, null, second))
                .hasMessageContaining("orders_placed_with");
    }

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
        return new PostgresProducts();
    }

    @Override
    Customers customers() {
        return new PostgresCustomers();
    }

    @Override
    Rows<UUID> erasures() {
        return new PostgresCustomers.Erasures();
    }
}
