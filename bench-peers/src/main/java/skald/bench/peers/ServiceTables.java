package skald.bench.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What each service does in its table, as one statement per step. A step that is done twice changes nothing the second time:
 * engines that record a step after it was done repeat it after a crash.
 *
 * <p>Every method also runs in a transaction of the engine's, if there is one on {@code connection}.
 */
public final class ServiceTables {
    private static final String CREATE = """
        insert into orders.orders (order_id, number, sku, amount, status) values (?, ?, ?, ?, 'PENDING')
        on conflict (order_id) do nothing
        """;
    private static final String CHARGE = """
        insert into payments.payment (order_id, amount, status) values (?, ?, 'CHARGED')
        on conflict (order_id) do nothing
        """;
    private static final String RESERVE = """
        with taken as (
            insert into inventory.reservation (order_id, sku, quantity) values (?, ?, 1)
            on conflict (order_id) do nothing
            returning sku, quantity
        )
        update inventory.stock s set available = s.available - taken.quantity from taken where s.sku = taken.sku
        """;
    private static final String SHIP = """
        insert into shipping.shipment (order_id, sku, status) values (?, ?, 'CREATED')
        on conflict (order_id) do nothing
        """;
    private static final String END = "update orders.orders set status = ? where order_id = ?";

    private ServiceTables() {}

    /** The work of one step. */
    @FunctionalInterface
    public interface Step {
        void on(Connection connection) throws SQLException;
    }

    /** The orders service takes in an order. */
    public static Step create(UUID order, int number, String sku, long amount) {
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CREATE)) {
                statement.setObject(1, order);
                statement.setInt(2, number);
                statement.setString(3, sku);
                statement.setLong(4, amount);
                statement.executeUpdate();
            }
        };
    }

    /** The payments service charges; a declined payment never comes here. */
    public static Step charge(UUID order, long amount) {
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CHARGE)) {
                statement.setObject(1, order);
                statement.setLong(2, amount);
                statement.executeUpdate();
            }
        };
    }

    /** The inventory service reserves one piece. */
    public static Step reserve(UUID order, String sku) {
        return on(RESERVE, order, sku);
    }

    /** The shipping service creates a shipment. */
    public static Step ship(UUID order, String sku) {
        return on(SHIP, order, sku);
    }

    /** The orders service confirms. */
    public static Step confirm(UUID order) {
        return end(order, "CONFIRMED");
    }

    /** The orders service rejects. */
    public static Step reject(UUID order) {
        return end(order, "REJECTED");
    }

    private static Step on(String sql, UUID order, String sku) {
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, order);
                statement.setString(2, sku);
                statement.executeUpdate();
            }
        };
    }

    private static Step end(UUID order, String status) {
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement(END)) {
                statement.setString(1, status);
                statement.setObject(2, order);
                statement.executeUpdate();
            }
        };
    }

    /** Does {@code step} and commits it, on a connection of {@code pool} in autocommit. */
    public static void commit(DataSource pool, Step step) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            step.on(connection);
        }
    }
}
