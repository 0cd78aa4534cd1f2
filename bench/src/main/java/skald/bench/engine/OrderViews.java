package skald.bench.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import skald.bench.engine.Messages.OrderConfirmed;
import skald.bench.engine.Messages.OrderPlaced;
import skald.bench.engine.Messages.OrderRejected;
import skald.bench.engine.OrderViews.View;
import skald.toolkit.Change;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.Work;
import skald.toolkit.postgres.Unnest;

/** The read model: where each order stands, in the table {@code order_view}, folded from the log of the orders. */
final class OrderViews implements States<UUID, View> {
    static final String SERVICE = "bench-views";

    /** One order as it is shown. */
    record View(
            String customer,
            String sku,
            long total,
            String status,
            @Nullable String tracking,
            @Nullable String reason) {

        static View of(OrderPlaced placed) {
            return new View(placed.customer(), placed.sku(), placed.total(), "PENDING", null, null);
        }

        View confirmed(OrderConfirmed confirmed) {
            return new View(customer, sku, total, "CONFIRMED", confirmed.tracking(), null);
        }

        View rejected(OrderRejected rejected) {
            return new View(customer, sku, total, "REJECTED", null, rejected.reason());
        }
    }

    ServiceDefinition definition() {
        return ServiceDefinition.named(SERVICE)
                .types(Messages.TYPES)
                .reads(OrderService.NAME)
                .handle(OrderPlaced.class, new Fold<>((_, placed) -> View.of(placed)))
                .handle(OrderConfirmed.class, new Fold<>(View::confirmed))
                .handle(OrderRejected.class, new Fold<>(View::rejected))
                .build();
    }

    private final class Fold<E> implements Handler<E> {
        private final BiFunction<View, E, View> fold;

        Fold(BiFunction<View, E, View> fold) {
            this.fold = fold;
        }

        @Override
        public void needs(Message<E> message, Needs needs) {
            needs.of(OrderViews.this, UUID.fromString(message.key()));
        }

        @Override
        public void decide(Message<E> message, Work work) {
            UUID orderId = UUID.fromString(message.key());
            work.put(OrderViews.this, orderId, fold.apply(work.get(OrderViews.this, orderId), message.body()));
        }
    }

    @Override
    public boolean isOfOneLane(View view) {
        return true;
    }

    @Override
    public Map<UUID, Versioned<View>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<View>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "views",
                        "select order_id, version, customer, sku, total, status, tracking, reason"
                                + " from order_view where order_id = any(?)",
                        row -> found.put(
                                row.getObject(1, UUID.class),
                                new Versioned<>(
                                        new View(
                                                row.getString(3),
                                                row.getString(4),
                                                row.getLong(5),
                                                row.getString(6),
                                                row.getString(7),
                                                row.getString(8)),
                                        row.getLong(2))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, View>> changes) {
        Unnest.save(
                tx,
                "views",
                changes,
                rows -> rows.uuids(Change::key)
                        .longs(Change::nextVersion)
                        .texts(change -> change.written().customer())
                        .texts(change -> change.written().sku())
                        .longs(change -> change.written().total())
                        .texts(change -> change.written().status())
                        .texts(change -> change.written().tracking())
                        .texts(change -> change.written().reason()),
                "order_view_pkey",
                """
                insert into order_view (order_id, version, customer, sku, total, status, tracking, reason)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                """,
                """
                update order_view set version = new.version, status = new.status, tracking = new.tracking, reason
                    = new.reason
                from unnest(?, ?, ?, ?, ?, ?, ?, ?) as new (order_id, version, customer, sku, total, status,
                    tracking, reason)
                where order_view.order_id = new.order_id and order_view.version = new.version - 1
                """);
    }
}
