package skald.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.inventory.SomeGoods.MUG;
import static skald.inventory.SomeGoods.order;
import static skald.inventory.SomeGoods.some;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;

class OrdersOnPostgresTest {

    @Nested
    class InOneLane extends OnPostgres {
        InOneLane() {
            super(1);
        }

        @Test
        void an_item_that_many_orders_want_at_once_is_written_once_per_batch() throws Exception {
            inventory().define(MUG, 1_000);
            long before = number("select version from stock_item");
            inventory().orders.hold();
            for (int i = 0; i < 200; i++) {
                inventory().reserve(order(i), some(1, MUG));
            }
            inventory().orders.go();
            inventory().settle();

            assertThat(number("select reserved from stock_item")).isEqualTo(200);
            assertThat(number("select version from stock_item") - before).isEqualTo(1);
            assertThat(number("select count(*) from movement where kind = 'RESERVATION'"))
                    .isEqualTo(200);
        }
    }

    @Nested
    class InTwoLanes extends OnPostgres {
        InTwoLanes() {
            super(2);
        }
    }

    abstract static class OnPostgres extends OrdersAtTheWarehouse {
        private final ServiceDatabase database = TestPostgres.database("inventory");
        private final RunningInventory inventory;

        OnPostgres(int lanes) {
            this.inventory = RunningInventory.onPostgres(database.dataSource(), lanes);
        }

        @Override
        RunningInventory inventory() {
            return inventory;
        }

        long number(String query) throws SQLException {
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        }

        @AfterEach
        void nothing_was_parked() throws SQLException {
            inventory.close();
            assertThat(number("select count(*) from dead_letter")).isZero();
            database.close();
        }
    }
}
