package skald.inventory.adapter.out;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.inventory.SomeGoods.LANTERN;
import static skald.inventory.SomeGoods.euros;
import static skald.inventory.SomeGoods.mug;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skald.database.ServiceDatabase;
import skald.inventory.application.Movements;
import skald.inventory.application.PendingOrders;
import skald.inventory.application.Prices;
import skald.inventory.application.Products;
import skald.inventory.application.Reservations;
import skald.inventory.application.StockItems;
import skald.inventory.domain.PriceChange;
import skald.inventory.domain.StockItem;
import skald.testkit.TestPostgres;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.StorageException;

class PostgresPortsTest extends PortsContract {
    private final PendingOrders pendingOrders = new PostgresPendingOrders();
    private final ServiceDatabase database = TestPostgres.database("inventory");
    private final Store store = new PostgresStore(database.dataSource());
    private final Products products = new PostgresProducts(database.dataSource());
    private final Prices prices = new PostgresPrices(database.dataSource());
    private final StockItems items = new PostgresStockItems(database.dataSource());
    private final Movements movements = new PostgresMovements();
    private final Reservations reservations = new PostgresReservations(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

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

    /** Whatever a defect in the code may try, the database keeps the invariants. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update stock_item set reserved = on_hand + 1",
                "update stock_item set reserved = -1",
                "update stock_item set on_hand = reserved - 1",
                "update product set amount = -1",
                "insert into movement (kind, sku, quantity, at) values ('RECEIPT', 'A', 0, now())",
                "insert into movement (kind, sku, quantity, at) values ('ADJUSTMENT', 'A', 0, now())",
                "insert into movement (kind, sku, quantity, at) values ('SALE', 'A', 1, now())",
                "insert into movement (kind, sku, quantity, at) values ('THEFT', 'A', 1, now())",
                "insert into reservation values (gen_random_uuid(), 1, 'LOST', null, null)",
                "insert into reservation values (gen_random_uuid(), 1, 'HELD', null, null)",
                "insert into reservation values (gen_random_uuid(), 1, 'REFUSED', null, null)",
                "insert into reservation_line values (gen_random_uuid(), 'A', 0)",
            })
    void the_database_refuses_what_must_never_be(String sql) {
        assertThatThrownBy(() -> {
                    try (var connection = database.dataSource().getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.executeUpdate(sql);
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("violates check constraint");
    }

    @Test
    void stock_and_prices_belong_to_products() {
        assertThatThrownBy(() -> write(tx -> items.save(tx, List.of(added("NONE", StockItem.none("NONE"))))))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("foreign key");
        assertThatThrownBy(() -> write(
                        tx -> prices.append(tx, List.of(new PriceChange("NONE", 1, euros(1), mug().updatedAt())))))
                .hasMessageContaining("foreign key");
        assertThatThrownBy(() -> write(tx -> prices.append(
                        tx,
                        List.of(
                                new PriceChange(LANTERN, 1, euros(1), mug().updatedAt()),
                                new PriceChange(LANTERN, 1, euros(2), mug().updatedAt())))))
                .hasMessageContaining("duplicate key");
    }
}
