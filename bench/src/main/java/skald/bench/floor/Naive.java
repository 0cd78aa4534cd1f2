package skald.bench.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import skald.bench.Arena;
import skald.bench.Contender;
import skald.bench.SagaOrder;

/** What one would write by hand: each step a transaction of its own, one order after the other on each connection. */
public final class Naive implements Contender {
    // Enough to keep a few cores busy while others wait for their commits.
    private static final int CONNECTIONS = 16;

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public Role role() {
        return Role.FLOOR;
    }

    @Override
    public String description() {
        return "plain JDBC on " + CONNECTIONS + " connections, one commit per step and order, nothing resumes";
    }

    @Override
    public Running open(Arena arena) throws SQLException {
        PlainTables.create(arena);
        return new Workers(arena, 1, CONNECTIONS, 1, _ -> 0, Steps::new);
    }

    private static final class Steps implements Workers.Batch {
        private final Connection connection;
        private final PreparedStatement create;
        private final PreparedStatement charge;
        private final PreparedStatement reserve;
        private final PreparedStatement take;
        private final PreparedStatement ship;
        private final PreparedStatement end;

        Steps(Connection connection) throws SQLException {
            this.connection = connection;
            create = connection.prepareStatement(
                    "insert into orders.orders (order_id, number, sku, amount, status) values (?, ?, ?, ?, 'PENDING')");
            charge = connection.prepareStatement(
                    "insert into payments.payment (order_id, amount, status) values (?, ?, 'CHARGED')");
            reserve = connection.prepareStatement(
                    "insert into inventory.reservation (order_id, sku, quantity) values (?, ?, 1)");
            take = connection.prepareStatement("update inventory.stock set available = available - 1 where sku = ?");
            ship = connection.prepareStatement(
                    "insert into shipping.shipment (order_id, sku, status) values (?, ?, 'CREATED')");
            end = connection.prepareStatement("update orders.orders set status = ? where order_id = ?");
        }

        @Override
        public void carry(List<SagaOrder> orders) throws SQLException {
            for (SagaOrder order : orders) {
                create(order);
                if (order.declined()) {
                    end(order, "REJECTED");
                } else {
                    charge(order);
                    reserve(order);
                    ship(order);
                    end(order, "CONFIRMED");
                }
            }
        }

        private void create(SagaOrder order) throws SQLException {
            create.setObject(1, order.id());
            create.setInt(2, order.number());
            create.setString(3, order.sku());
            create.setLong(4, order.amount());
            create.executeUpdate();
        }

        private void charge(SagaOrder order) throws SQLException {
            charge.setObject(1, order.id());
            charge.setLong(2, order.amount());
            charge.executeUpdate();
        }

        private void reserve(SagaOrder order) throws SQLException {
            connection.setAutoCommit(false);
            reserve.setObject(1, order.id());
            reserve.setString(2, order.sku());
            reserve.executeUpdate();
            take.setString(1, order.sku());
            take.executeUpdate();
            connection.commit();
            connection.setAutoCommit(true);
        }

        private void ship(SagaOrder order) throws SQLException {
            ship.setObject(1, order.id());
            ship.setString(2, order.sku());
            ship.executeUpdate();
        }

        private void end(SagaOrder order, String status) throws SQLException {
            end.setString(1, status);
            end.setObject(2, order.id());
            end.executeUpdate();
        }
    }
}
