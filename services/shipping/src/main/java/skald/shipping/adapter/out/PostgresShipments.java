package skald.shipping.adapter.out;

import java.sql.PreparedStatement;
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
import skald.shipping.application.Shipments;
import skald.shipping.domain.Shipment;
import skald.toolkit.Change;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.PostgresTx;
import skald.toolkit.postgres.StorageException;
import skald.toolkit.postgres.Unnest;

/** All shipments in the table {@code shipment}. */
public final class PostgresShipments implements Shipments {
    private static final String WHAT = "shipments";

    private final Store store;

    /** Reads for queries in transactions of {@code store}. */
    public PostgresShipments(Store store) {
        this.store = store;
    }

    @Override
    public Map<UUID, Versioned<Shipment>> load(Tx tx, Collection<UUID> orderIds) {
        Map<UUID, Versioned<Shipment>> found = new HashMap<>();
        Unnest.rows(orderIds)
                .uuids(id -> id)
                .query(
                        tx,
                        WHAT,
                        "select * from shipment where order_id = any(?)",
                        row -> new Versioned<>(shipment(row), row.getLong("version")))
                .forEach(versioned -> found.put(versioned.state().orderId(), versioned));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Shipment>> changes) {
        Unnest.save(
                tx,
                WHAT,
                changes,
                rows -> rows.uuids(Change::key)
                        .longs(Change::nextVersion)
                        .texts(change -> change.written().status().name())
                        .booleans(change -> change.written().cancelAsked())
                        .booleans(change -> change.written().dispatchAsked())
                        .texts(change -> change.written().trackingCode())
                        .texts(change -> change.written().reason())
                        .instants(change -> change.written().bookedAt())
                        .instants(change -> change.written().dispatchedAt())
                        .instants(change -> change.written().deliveredAt()),
                "shipment_pkey",
                """
                insert into shipment (order_id, version, status, cancel_asked, dispatch_asked, tracking_code,
                    reason, booked_at, dispatched_at, delivered_at)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                """
                update shipment set version = new.version, status = new.status, cancel_asked = new.cancel_asked,
                    dispatch_asked = new.dispatch_asked, tracking_code = new.tracking_code, reason = new.reason,
                    booked_at = new.booked_at, dispatched_at = new.dispatched_at, delivered_at = new.delivered_at
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new (order_id, version, status, cancel_asked,
                    dispatch_asked, tracking_code, reason, booked_at, dispatched_at, delivered_at)
                where shipment.order_id = new.order_id and shipment.version = new.version - 1
                """);
    }

    @Override
    public Optional<Shipment> find(UUID orderId) {
        try (Tx tx = store.begin()) {
            return Optional.ofNullable(load(tx, List.of(orderId)).get(orderId)).map(Versioned::state);
        }
    }

    @Override
    public List<Shipment> page(@Nullable UUID after, int max) {
        try (Tx tx = store.begin();
                PreparedStatement query = PostgresTx.connection(tx)
                        .prepareStatement("select * from shipment where order_id > ? order by order_id limit ?")) {
            // No order has the nil UUID (RFC 9562), which sorts before all others.
            query.setObject(1, after == null ? new UUID(0, 0) : after);
            query.setInt(2, max);
            try (ResultSet row = query.executeQuery()) {
                List<Shipment> page = new ArrayList<>();
                while (row.next()) {
                    page.add(shipment(row));
                }
                return page;
            }
        } catch (SQLException e) {
            throw new StorageException("read of " + WHAT, e);
        }
    }

    private static Shipment shipment(ResultSet row) throws SQLException {
        return new Shipment(
                row.getObject("order_id", UUID.class),
                Shipment.Status.valueOf(row.getString("status")),
                row.getBoolean("cancel_asked"),
                row.getBoolean("dispatch_asked"),
                row.getString("tracking_code"),
                row.getString("reason"),
                Unnest.nullableInstant(row, "booked_at"),
                Unnest.nullableInstant(row, "dispatched_at"),
                Unnest.nullableInstant(row, "delivered_at"));
    }
}
