package skald.bench.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import skald.bench.engine.Orders.Order;
import skald.toolkit.Change;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** The orders in the table {@code orders}. */
final class Orders implements States<UUID, Order> {

    /** An order of one line. */
    record Order(
            int number,
            String customer,
            String sku,
            long quantity,
            long total,
            String card,
            String city,
            String status) {

        Order ended(String end) {
            return new Order(number, customer, sku, quantity, total, card, city, end);
        }
    }

    @Override
    public boolean isOfOneLane(Order order) {
        return true;
    }

    @Override
    public Map<UUID, Versioned<Order>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Order>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "orders",
                        "select order_id, version, number, customer, sku, quantity, total, card, city, status"
                                + " from orders where order_id = any(?)",
                        row -> found.put(
                                row.getObject(1, UUID.class),
                                new Versioned<>(
                                        new Order(
                                                row.getInt(3),
                                                row.getString(4),
                                                row.getString(5),
                                                row.getLong(6),
                                                row.getLong(7),
                                                row.getString(8),
                                                row.getString(9),
                                                row.getString(10)),
                                        row.getLong(2))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Order>> changes) {
        Unnest.save(
                tx,
                "orders",
                changes,
                rows -> rows.uuids(Change::key)
                        .longs(Change::nextVersion)
                        .ints(change -> change.written().number())
                        .texts(change -> change.written().customer())
                        .texts(change -> change.written().sku())
                        .longs(change -> change.written().quantity())
                        .longs(change -> change.written().total())
                        .texts(change -> change.written().card())
                        .texts(change -> change.written().city())
                        .texts(change -> change.written().status()),
                "orders_pkey",
                """
                insert into orders (order_id, version, number, customer, sku, quantity, total, card, city,
                    status)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                """
                update orders set version = new.version, status = new.status
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new (order_id, version, number, customer, sku,
                    quantity, total, card, city, status)
                where orders.order_id = new.order_id and orders.version = new.version - 1
                """);
    }
}
