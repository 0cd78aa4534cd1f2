package skald.orders.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Money;
import skald.orders.OrderFact;
import skald.orders.application.Orders;
import skald.orders.domain.Order;
import skald.orders.domain.OrderLine;
import skald.orders.domain.OrderStatus;
import skald.orders.domain.Return;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.Unnest;
import tools.jackson.databind.json.JsonMapper;

/** Orders in the tables {@code orders} and {@code order_line}. */
public final class PostgresOrders implements Orders {
    private static final JsonMapper JSON = JsonMapper.shared();

    private record LineRow(UUID orderId, int position, OrderLine line) {}

    private final PostgresStore store;

    /** Orders in the schema of {@code store}. */
    public PostgresOrders(PostgresStore store) {
        this.store = store;
    }

    @Override
    public Map<UUID, Versioned<Order>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, List<OrderLine>> lines = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "order lines",
                        "select * from order_line where order_id = any(?) order by order_id, position",
                        PostgresOrders::line)
                .forEach(row -> lines.computeIfAbsent(row.orderId(), _ -> new ArrayList<>())
                        .add(row.line()));
        Map<UUID, Versioned<Order>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "orders",
                        "select * from orders where order_id = any(?)",
                        row -> new Versioned<>(order(row, lines), row.getLong("version")))
                .forEach(order -> found.put(order.state().orderId(), order));
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
                        .uuids(change -> change.written().userId())
                        .texts(change -> change.written().status().name())
                        .longs(change -> change.written().total().amount())
                        .texts(change -> change.written().total().currency())
                        .texts(change -> change.written().shipTo().name())
                        .texts(change -> change.written().shipTo().street())
                        .texts(change -> change.written().shipTo().postalCode())
                        .texts(change -> change.written().shipTo().city())
                        .texts(change -> change.written().shipTo().country())
                        .texts(change -> change.written().paymentMethod())
                        .texts(change -> change.written().paymentToken())
                        .texts(change -> change.written().reference())
                        .texts(change -> change.written().reason())
                        .booleans(change -> change.written().shipped())
                        .texts(change -> change.written().trackingCode())
                        .texts(change -> json(change.written().pendingReturn()))
                        .texts(change -> change.written().placedWith())
                        .instants(change -> change.written().placedAt())
                        .instants(change -> change.written().updatedAt()),
                "orders_pkey",
                """
                insert into orders (order_id, version, user_id, status, total, currency, ship_name, ship_street,
                    ship_postal_code, ship_city, ship_country, payment_method, payment_token, reference, reason,
                    shipped, tracking_code, pending_return, placed_with, placed_at, updated_at)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                """
                update orders set version = new.version, status = new.status, reason = new.reason, shipped =
                    new.shipped, tracking_code = new.tracking_code, pending_return = new.pending_return,
                    updated_at = new.updated_at
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new (order_id,
                    version, user_id, status, total, currency, ship_name, ship_street, ship_postal_code,
                    ship_city, ship_country, payment_method, payment_token, reference, reason, shipped,
                    tracking_code, pending_return, placed_with, placed_at, updated_at)
                where orders.order_id = new.order_id and orders.version = new.version - 1
                """);
        saveLines(tx, changes);
    }

    /** Lines are written with their order and changed only by a return. */
    private static void saveLines(Tx tx, Collection<Change<UUID, Order>> changes) {
        List<LineRow> rows = new ArrayList<>();
        for (Change<UUID, Order> change : changes) {
            Order before = change.before();
            List<OrderLine> lines = change.written().lines();
            for (int i = 0; i < lines.size(); i++) {
                if (before == null || !before.lines().get(i).equals(lines.get(i))) {
                    rows.add(new LineRow(change.key(), i, lines.get(i)));
                }
            }
        }
        Unnest.rows(rows)
                .uuids(LineRow::orderId)
                .ints(LineRow::position)
                .texts(row -> row.line().sku())
                .texts(row -> row.line().name())
                .longs(row -> row.line().quantity())
                .longs(row -> row.line().price())
                .longs(row -> row.line().returned())
                .save(tx, "order_line", """
                    insert into order_line (order_id, position, sku, name, quantity, price, returned)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?)
                    on conflict (order_id, position) do update set returned = excluded.returned
                    """);
    }

    @Override
    public Optional<Order> find(UUID orderId) {
        try (Tx tx = store.begin()) {
            return Optional.ofNullable(load(tx, List.of(orderId)).get(orderId)).map(Versioned::state);
        }
    }

    @Override
    public Optional<Order> placedWith(String scope) {
        try (Tx tx = store.begin()) {
            List<UUID> ids = Unnest.rows(List.of(scope))
                    .texts(text -> text)
                    .query(
                            tx,
                            "orders",
                            "select order_id from orders where placed_with = any(?)",
                            row -> row.getObject(1, UUID.class));
            return load(tx, ids).values().stream().map(Versioned::state).findFirst();
        }
    }

    @Override
    public List<OrderFact> facts(@Nullable UUID after, int max) {
        UUID from = after == null ? new UUID(0, 0) : after;
        try (Tx tx = store.begin()) {
            List<UUID> ids = Unnest.rows(List.of(from))
                    .uuids(id -> id)
                    .ints(_ -> max)
                    .query(tx, "orders", """
                        select o.order_id from unnest(?, ?) as asked (after, most)
                        cross join lateral (
                            select order_id from orders where order_id > asked.after order by order_id
                            limit asked.most) o
                        """, row -> row.getObject(1, UUID.class));
            Map<UUID, Versioned<Order>> loaded = load(tx, ids);
            return ids.stream().map(id -> OrderFact.of(loaded.get(id).state())).toList();
        }
    }

    @Override
    public List<String> keysUsedTwice(int max) {
        try (Tx tx = store.begin()) {
            return Unnest.rows(List.of(max)).ints(most -> most).query(tx, "orders", """
                select placed_with from orders where placed_with is not null
                group by placed_with having count(*) > 1 limit (select most from unnest(?) as asked (most))
                """, row -> row.getString(1));
        }
    }

    private static LineRow line(ResultSet row) throws SQLException {
        return new LineRow(
                row.getObject("order_id", UUID.class),
                row.getInt("position"),
                new OrderLine(
                        row.getString("sku"),
                        row.getString("name"),
                        row.getLong("quantity"),
                        row.getLong("price"),
                        row.getLong("returned")));
    }

    private static Order order(ResultSet row, Map<UUID, List<OrderLine>> lines) throws SQLException {
        UUID id = row.getObject("order_id", UUID.class);
        return new Order(
                id,
                row.getObject("user_id", UUID.class),
                OrderStatus.valueOf(row.getString("status")),
                List.copyOf(lines.getOrDefault(id, List.of())),
                new Money(row.getLong("total"), row.getString("currency")),
                new Address(
                        row.getString("ship_name"),
                        row.getString("ship_street"),
                        row.getString("ship_postal_code"),
                        row.getString("ship_city"),
                        row.getString("ship_country")),
                row.getString("payment_method"),
                row.getString("payment_token"),
                row.getString("reference"),
                row.getString("reason"),
                row.getBoolean("shipped"),
                row.getString("tracking_code"),
                pendingReturn(row.getString("pending_return")),
                row.getString("placed_with"),
                Unnest.instant(row, "placed_at"),
                Unnest.instant(row, "updated_at"));
    }

    private static @Nullable String json(@Nullable Return pending) {
        return pending == null ? null : JSON.writeValueAsString(pending);
    }

    private static @Nullable Return pendingReturn(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, Return.class);
    }
}
