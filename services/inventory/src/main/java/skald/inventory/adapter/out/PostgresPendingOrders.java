package skald.inventory.adapter.out;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Line;
import skald.inventory.application.PendingOrders;
import skald.inventory.domain.Goods;
import skald.inventory.domain.PendingOrder;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;
import tools.jackson.databind.json.JsonMapper;

/** The orders of which only one half is known, in the table {@code pending_order}. */
public final class PostgresPendingOrders implements PendingOrders {
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Row(UUID orderId, Versioned<PendingOrder> order) {}

    @Override
    public Map<UUID, Versioned<PendingOrder>> load(Tx tx, Collection<UUID> orderIds) {
        Map<UUID, Versioned<PendingOrder>> found = new HashMap<>();
        Unnest.rows(orderIds)
                .uuids(id -> id)
                .query(
                        tx,
                        "pending orders",
                        "select * from pending_order where order_id = any(?)",
                        row -> new Row(
                                row.getObject("order_id", UUID.class),
                                new Versioned<>(order(row.getString("lines")), row.getLong("version"))))
                .forEach(row -> found.put(row.orderId(), row.order()));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, PendingOrder>> changes) {
        Unnest.rows(changes.stream()
                        .filter(change -> change.before() != null && change.after() == null)
                        .toList())
                .uuids(Change::key)
                .longs(Change::version)
                .save(tx, "pending orders", """
                    delete from pending_order using unnest(?, ?) as joined (order_id, version)
                    where pending_order.order_id = joined.order_id and pending_order.version = joined.version
                    """);
        Unnest.rows(changes.stream().filter(change -> change.after() != null).toList())
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> lines(change.written()))
                .save(tx, "pending orders", """
                    insert into pending_order (order_id, version, lines) select * from unnest(?, ?, ?)
                    on conflict (order_id) do update set version = excluded.version, lines = excluded.lines
                    where pending_order.version = excluded.version - 1
                    """);
    }

    private static @Nullable String lines(PendingOrder order) {
        return switch (order) {
            case PendingOrder.Wanted(Goods goods) -> JSON.writeValueAsString(goods.lines());
            case PendingOrder.Paid() -> null;
        };
    }

    private static PendingOrder order(@Nullable String lines) {
        return lines == null
                ? new PendingOrder.Paid()
                : new PendingOrder.Wanted(Goods.of(List.copyOf(Arrays.asList(JSON.readValue(lines, Line[].class)))));
    }
}
