package skald.orderviews.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.orderviews.domain.Lifecycle;
import skald.orderviews.domain.OrderAxis;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.PaymentAxis;
import skald.orderviews.domain.PaymentStatus;
import skald.orderviews.domain.Placement;
import skald.orderviews.domain.ShipmentAxis;
import skald.toolkit.Change;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** Where orders stand, in {@code order_view_0} and {@code order_view_1}. */
final class PostgresViews implements States<UUID, OrderView> {

    /** All that {@link #view} reads. */
    static final String COLUMNS = """
        v.order_id, v.version, v.user_id, v.total, v.currency, v.placed_at, v.settled, v.cancelling, v.returned,
        v.reason, v.payment, v.captured, v.refunds, v.booked_code, v.dispatched, v.delivered, v.withdrawn, v.updated_at
        """;

    private final Slot.Choice slots;

    PostgresViews(Slot.Choice slots) {
        this.slots = slots;
    }

    @Override
    public Map<UUID, Versioned<OrderView>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<OrderView>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "order views",
                        slots.in(tx).sql("select " + COLUMNS + " from order_view_$ v where v.order_id = any(?)"),
                        row -> new Versioned<>(view(row), row.getLong("version")))
                .forEach(view -> found.put(view.state().orderId(), view));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, OrderView>> changes) {
        Unnest.save(
                tx,
                "order views",
                changes,
                rows -> rows.uuids(Change::key)
                        .longs(Change::nextVersion)
                        .uuids(change -> placed(change, Placement::userId))
                        .nullableLongs(change ->
                                placed(change, placement -> placement.total().amount()))
                        .texts(change ->
                                placed(change, placement -> placement.total().currency()))
                        .instants(change -> placed(change, Placement::placedAt))
                        .texts(change -> change.written().order().settled().name())
                        .booleans(change -> change.written().order().cancelling())
                        .texts(change -> change.written().order().returned().name())
                        .texts(change -> change.written().order().reason())
                        .texts(change -> change.written().payment().settled().name())
                        .longs(change -> change.written().payment().captured())
                        .texts(change -> Json.refunds(change.written().payment().refunds()))
                        .texts(change -> change.written().shipment().bookedCode())
                        .booleans(change -> change.written().shipment().dispatched())
                        .booleans(change -> change.written().shipment().delivered())
                        .booleans(change -> change.written().shipment().cancelled())
                        .texts(change -> change.written().status().name())
                        .instants(change -> change.written().updatedAt()),
                slots.in(tx).sql("order_view_$_pkey"),
                slots.in(tx).sql("""
                    insert into order_view_$ (order_id, version, user_id, total, currency, placed_at, settled,
                        cancelling, returned, reason, payment, captured, refunds, booked_code, dispatched, delivered,
                        withdrawn, status, updated_at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb[], ?, ?, ?, ?, ?, ?)
                    """),
                slots.in(tx).sql("""
                    update order_view_$ as old set version = new.version, user_id = new.user_id, total = new.total,
                        currency = new.currency, placed_at = new.placed_at, settled = new.settled, cancelling =
                        new.cancelling, returned = new.returned, reason = new.reason, payment = new.payment, captured
                        = new.captured, refunds = new.refunds, booked_code = new.booked_code, dispatched =
                        new.dispatched, delivered = new.delivered, withdrawn = new.withdrawn, status = new.status,
                        updated_at = new.updated_at
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb[], ?, ?, ?, ?, ?, ?) as new (order_id,
                        version, user_id, total, currency, placed_at, settled, cancelling, returned, reason, payment,
                        captured, refunds, booked_code, dispatched, delivered, withdrawn, status, updated_at)
                    where old.order_id = new.order_id and old.version = new.version - 1
                    """));
    }

    private interface OfPlacement<T> {
        T of(Placement placement);
    }

    private static <T> @Nullable T placed(Change<UUID, OrderView> change, OfPlacement<T> part) {
        Placement placement = change.written().placement();
        return placement == null ? null : part.of(placement);
    }

    static OrderView view(ResultSet row) throws SQLException {
        OrderAxis order = new OrderAxis(
                placement(row),
                Lifecycle.valueOf(row.getString("settled")),
                row.getBoolean("cancelling"),
                OrderAxis.Returned.valueOf(row.getString("returned")),
                row.getString("reason"));
        PaymentAxis payment = new PaymentAxis(
                PaymentStatus.valueOf(row.getString("payment")),
                row.getLong("captured"),
                Json.refunds(row.getString("refunds")));
        ShipmentAxis shipment = new ShipmentAxis(
                row.getString("booked_code"),
                row.getBoolean("dispatched"),
                row.getBoolean("delivered"),
                row.getBoolean("withdrawn"));
        return new OrderView(
                row.getObject("order_id", UUID.class), order, payment, shipment, Unnest.instant(row, "updated_at"));
    }

    static @Nullable Placement placement(ResultSet row) throws SQLException {
        Instant placedAt = Unnest.nullableInstant(row, "placed_at");
        return placedAt == null
                ? null
                : new Placement(
                        row.getObject("user_id", UUID.class),
                        new Money(row.getLong("total"), row.getString("currency")),
                        placedAt);
    }
}
