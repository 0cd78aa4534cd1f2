package skald.bench.floor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGConnection;
import skald.bench.Arena;
import skald.bench.Contender;
import skald.bench.SagaOrder;

/**
 * The same steps for many orders at once, with one multi-row statement per table: a ceiling for every engine, because it
 * keeps no books. Two threads saturate two cores; the orders of a product all go to one of them, so that neither waits
 * for the other's locks.
 */
public final class Batched implements Contender {
    private static final int THREADS = 2;

    private final String name;
    private final String description;
    private final boolean commitEachStep;
    private final boolean bounded;

    private Batched(String name, String description, boolean commitEachStep, boolean bounded) {
        this.name = name;
        this.description = description;
        this.commitEachStep = commitEachStep;
        this.bounded = bounded;
    }

    // So many orders in one commit, as somebody would choose who wants every order to be fast.
    private static final int MOST_IN_ONE_COMMIT = 200;

    /** All steps of up to 200 orders in one commit. */
    public static Batched singleTransaction() {
        return new Batched(
                "single-tx", "all steps of up to 200 orders in one commit, multi-row statements", false, true);
    }

    /** One commit for each step of all orders that wait. */
    public static Batched stepByStep() {
        return new Batched(
                "stepbatch", "one commit per step for all orders that wait, multi-row statements", true, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return Role.CEILING;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Running open(Arena arena) throws SQLException {
        PlainTables.create(arena);
        int most = bounded ? MOST_IN_ONE_COMMIT : Math.max(1, arena.inFlight() / THREADS);
        return new Workers(
                arena,
                THREADS,
                1,
                most,
                order -> order.sku().hashCode(),
                connection -> new Steps(connection, commitEachStep));
    }

    private static final class Steps implements Workers.Batch {
        private final Connection connection;
        private final boolean commitEachStep;
        private final PreparedStatement create;
        private final PreparedStatement charge;
        private final PreparedStatement reserve;
        private final PreparedStatement take;
        private final PreparedStatement ship;
        private final PreparedStatement end;

        Steps(Connection connection, boolean commitEachStep) throws SQLException {
            this.connection = connection;
            this.commitEachStep = commitEachStep;
            try (var statement = connection.createStatement()) {
                // unnest is planned with ten rows; a plan for the real number would be made anew each time.
                statement.execute("set plan_cache_mode = force_generic_plan");
            }
            connection.setAutoCommit(false);
            create = connection.prepareStatement("""
                insert into orders.orders (order_id, number, sku, amount, status)
                select *, 'PENDING' from unnest(?::uuid[], ?::integer[], ?::text[], ?::bigint[])
                """);
            charge = connection.prepareStatement("""
                insert into payments.payment (order_id, amount, status)
                select *, 'CHARGED' from unnest(?::uuid[], ?::bigint[])
                """);
            reserve = connection.prepareStatement("""
                insert into inventory.reservation (order_id, sku, quantity)
                select *, 1 from unnest(?::uuid[], ?::text[])
                """);
            take = connection.prepareStatement("""
                update inventory.stock set available = available - taken.quantity
                from unnest(?::text[], ?::bigint[]) as taken (sku, quantity) where stock.sku = taken.sku
                """);
            ship = connection.prepareStatement("""
                insert into shipping.shipment (order_id, sku, status)
                select *, 'CREATED' from unnest(?::uuid[], ?::text[])
                """);
            end = connection.prepareStatement("""
                update orders.orders set status = ended.status
                from unnest(?::uuid[], ?::text[]) as ended (order_id, status) where orders.order_id = ended.order_id
                """);
        }

        @Override
        public void carry(List<SagaOrder> orders) throws SQLException {
            List<SagaOrder> paid =
                    orders.stream().filter(order -> !order.declined()).toList();
            run(create, ids(orders), numbers(orders), texts(orders, SagaOrder::sku), amounts(orders));
            step();
            run(charge, ids(paid), amounts(paid));
            step();
            run(reserve, ids(paid), texts(paid, SagaOrder::sku));
            take(paid);
            step();
            run(ship, ids(paid), texts(paid, SagaOrder::sku));
            step();
            run(end, ids(orders), texts(orders, order -> order.declined() ? "REJECTED" : "CONFIRMED"));
            connection.commit();
        }

        private void step() throws SQLException {
            if (commitEachStep) {
                connection.commit();
            }
        }

        /** Summed, because an update changes a row once, whatever comes twice. */
        private void take(List<SagaOrder> paid) throws SQLException {
            Map<String, Long> bySku = new HashMap<>();
            paid.forEach(order -> bySku.merge(order.sku(), 1L, Long::sum));
            String[] skus = bySku.keySet().toArray(String[]::new);
            long[] quantities = new long[skus.length];
            for (int i = 0; i < skus.length; i++) {
                quantities[i] = bySku.get(skus[i]);
            }
            run(take, array("text", skus), array("int8", quantities));
        }

        private static void run(PreparedStatement statement, java.sql.Array... columns) throws SQLException {
            for (int i = 0; i < columns.length; i++) {
                statement.setArray(i + 1, columns[i]);
            }
            statement.executeUpdate();
        }

        private java.sql.Array array(String type, Object values) throws SQLException {
            return connection.unwrap(PGConnection.class).createArrayOf(type, values);
        }

        private java.sql.Array ids(List<SagaOrder> orders) throws SQLException {
            return array("uuid", orders.stream().map(SagaOrder::id).toArray(UUID[]::new));
        }

        private java.sql.Array texts(List<SagaOrder> orders, Function<SagaOrder, String> text) throws SQLException {
            return array("text", orders.stream().map(text).toArray(String[]::new));
        }

        private java.sql.Array numbers(List<SagaOrder> orders) throws SQLException {
            return array("int4", orders.stream().mapToInt(SagaOrder::number).toArray());
        }

        private java.sql.Array amounts(List<SagaOrder> orders) throws SQLException {
            return array("int8", orders.stream().mapToLong(SagaOrder::amount).toArray());
        }
    }
}
