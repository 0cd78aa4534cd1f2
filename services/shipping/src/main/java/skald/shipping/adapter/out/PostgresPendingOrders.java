package skald.shipping.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.shipping.application.PendingOrders;
import skald.shipping.domain.PendingOrder;
import skald.shipping.domain.PendingOrder.Announced;
import skald.toolkit.Change;
import skald.toolkit.Rows;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;
import tools.jackson.databind.json.JsonMapper;

/** The orders of which only one half is known, in the table {@code pending_order}. */
public final class PostgresPendingOrders implements PendingOrders {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String WHAT = "pending orders";

    private record Row(UUID orderId, Versioned<PendingOrder> order) {}

    @Override
    public Map<UUID, Versioned<PendingOrder>> load(Tx tx, Collection<UUID> orderIds) {
        Map<UUID, Versioned<PendingOrder>> found = new HashMap<>();
        Unnest.rows(orderIds)
                .uuids(id -> id)
                .query(
                        tx,
                        WHAT,
                        "select * from pending_order where order_id = any(?)",
                        row -> new Row(
                                row.getObject("order_id", UUID.class),
                                new Versioned<>(order(row), row.getLong("version"))))
                .forEach(row -> found.put(row.orderId(), row.order()));
        return found;
    }

    private static PendingOrder order(ResultSet row) throws SQLException {
        UUID userId = row.getObject("user_id", UUID.class);
        if (userId == null) {
            return new PendingOrder.Held();
        }
        Address shipTo = new Address(
                row.getString("name"),
                row.getString("street"),
                row.getString("postal_code"),
                row.getString("city"),
                row.getString("country"));
        return new Announced(userId, shipTo, List.of(JSON.readValue(row.getString("lines"), Line[].class)));
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, PendingOrder>> changes) {
        Unnest.rows(changes.stream()
                        .filter(change -> change.before() != null && change.after() == null)
                        .toList())
                .uuids(Change::key)
                .longs(Change::version)
                .save(tx, WHAT, """
                    delete from pending_order using unnest(?, ?) as joined (order_id, version)
                    where pending_order.order_id = joined.order_id and pending_order.version = joined.version
                    """);
        Unnest.rows(changes.stream().filter(change -> change.after() != null).toList())
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .uuids(change -> change.written() instanceof Announced announced ? announced.userId() : null)
                .texts(address(Address::name))
                .texts(address(Address::street))
                .texts(address(Address::postalCode))
                .texts(address(Address::city))
                .texts(address(Address::country))
                .texts(change -> change.written() instanceof Announced announced
                        ? JSON.writeValueAsString(announced.lines())
                        : null)
                .save(tx, WHAT, """
                    insert into pending_order
                        (order_id, version, user_id, name, street, postal_code, city, country, lines)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (order_id) do update set
                        version = excluded.version, user_id = excluded.user_id, name = excluded.name,
                        street = excluded.street, postal_code = excluded.postal_code, city = excluded.city,
                        country = excluded.country, lines = excluded.lines
                    where pending_order.version = excluded.version - 1
                    """);
    }

    private static Function<Change<UUID, PendingOrder>, @Nullable String> address(
            Function<Address, @Nullable String> part) {
        return change -> change.written() instanceof Announced announced ? part.apply(announced.shipTo()) : null;
    }

    @Override
    public Rows<UUID> erasures() {
        return (tx, users) -> Unnest.rows(users).uuids(id -> id).update(tx, WHAT, """
            update pending_order set version = version + 1, name = 'erased', street = 'erased',
                postal_code = null, city = 'erased'
            where user_id = any(?)
            """);
    }
}
