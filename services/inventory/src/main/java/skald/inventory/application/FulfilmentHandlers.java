package skald.inventory.application;

import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.contracts.orders.FulfilmentRequested;
import skald.contracts.orders.ReturnRequested;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentRefused;
import skald.inventory.domain.Decided;
import skald.inventory.domain.Goods;
import skald.inventory.domain.OrderStock;
import skald.inventory.domain.PendingOrder;
import skald.inventory.domain.Reservation;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** What this service makes of the events of an order that no coordinator carries: which rule has its turn. */
public final class FulfilmentHandlers {
    private final Warehouse warehouse;
    private final PendingOrders pending;
    private final Duration hold;

    /** {@code hold} is how long goods are kept for an order that is not paid. */
    public FulfilmentHandlers(Warehouse warehouse, PendingOrders pending, Duration hold) {
        this.warehouse = warehouse;
        this.pending = pending;
        this.hold = hold;
    }

    /** The order wants these goods. */
    public Handler<FulfilmentRequested> wanted() {
        return new Joining<>(
                FulfilmentRequested::orderId,
                order -> Goods.of(order.lines()),
                (order, known) ->
                        known instanceof PendingOrder.Paid ? null : new PendingOrder.Wanted(Goods.of(order.lines())));
    }

    /** Its money is reserved, so that its goods can be. */
    public Handler<PaymentAuthorized> paid() {
        return new Joining<>(
                PaymentAuthorized::orderId,
                _ -> Goods.none(),
                (_, known) -> known instanceof PendingOrder.Wanted ? null : new PendingOrder.Paid());
    }

    /** No money is reserved: its goods never will be. */
    public Handler<PaymentDeclined> declined() {
        return new Forgetting<>(PaymentDeclined::orderId);
    }

    /** Its money is given up: its goods are not wanted any more. */
    public Handler<PaymentVoided> voided() {
        return new Forgetting<>(PaymentVoided::orderId);
    }

    /** The carrier takes the goods: they stay held. */
    public Handler<ShipmentBooked> booked() {
        return new Reacting<>(ShipmentBooked::orderId, (order, _) -> order.commit());
    }

    /** The carrier does not take them. */
    public Handler<ShipmentRefused> refused() {
        return new Reacting<>(ShipmentRefused::orderId, (order, _) -> order.release());
    }

    /** They do not leave. */
    public Handler<ShipmentCancelled> cancelled() {
        return new Reacting<>(ShipmentCancelled::orderId, (order, _) -> order.release());
    }

    /** They come back. If a coordinator says when, nothing happens here. */
    public Handler<ReturnRequested> returned() {
        return new Reacting<>(
                ReturnRequested::orderId,
                (order, goods) ->
                        goods.attempt() == null ? null : order.takeBack(goods.returnId(), Goods.of(goods.lines())));
    }

    /** One half of what must be known before goods are reserved. Whichever comes second has them reserved. */
    private final class Joining<B> implements Handler<B> {
        private final Function<B, String> orderIdOf;
        private final Function<B, Goods> goodsOf;
        private final BiFunction<B, @Nullable PendingOrder, @Nullable PendingOrder> half;

        /** @param half what to remember; {@code null} if the other half is known */
        Joining(
                Function<B, String> orderIdOf,
                Function<B, Goods> goodsOf,
                BiFunction<B, @Nullable PendingOrder, @Nullable PendingOrder> half) {
            this.orderIdOf = orderIdOf;
            this.goodsOf = goodsOf;
            this.half = half;
        }

        @Override
        public void needs(Message<B> message, Needs needs) {
            UUID orderId = UUID.fromString(orderIdOf.apply(message.body()));
            warehouse.needs(orderId, needs);
            warehouse.needs(goodsOf.apply(message.body()), needs);
            needs.of(pending, orderId, (known, more) -> warehouse.needs(goods(known), more));
        }

        @Override
        public void decide(Message<B> message, Work work) {
            UUID orderId = UUID.fromString(orderIdOf.apply(message.body()));
            OrderStock order = warehouse.order(orderId, work);
            PendingOrder known = work.get(pending, orderId);
            Reservation reservation = order.current();
            if (reservation != null) {
                // Announced again: what became of it is said again once it is known to be paid for, as at first.
                forget(orderId, work);
                if (half.apply(message.body(), null) instanceof PendingOrder.Paid) {
                    reserve(order, reservation.goods(), work);
                }
                return;
            }
            PendingOrder remembered = half.apply(message.body(), known);
            if (remembered != null) {
                work.put(pending, orderId, remembered);
                return;
            }
            Goods wanted = goodsOf.apply(message.body());
            forget(orderId, work);
            reserve(order, wanted.isEmpty() && known != null ? goods(known) : wanted, work);
        }

        private void reserve(OrderStock order, Goods wanted, Work work) {
            warehouse.carryOut(
                    order,
                    order.reserve(
                            wanted,
                            sku -> warehouse.item(sku, work),
                            order.now().plus(hold)),
                    work);
        }
    }

    private void forget(UUID orderId, Work work) {
        if (work.get(pending, orderId) != null) {
            work.remove(pending, orderId);
        }
    }

    private static Goods goods(PendingOrder known) {
        return switch (known) {
            case PendingOrder.Wanted(Goods goods) -> goods;
            case PendingOrder.Paid() -> Goods.none();
        };
    }

    /** Its turn will not come. */
    private final class Forgetting<B> implements Handler<B> {
        private final Function<B, String> orderIdOf;

        Forgetting(Function<B, String> orderIdOf) {
            this.orderIdOf = orderIdOf;
        }

        @Override
        public void needs(Message<B> message, Needs needs) {
            // With its goods, as everyone who writes it.
            needs.of(
                    pending,
                    UUID.fromString(orderIdOf.apply(message.body())),
                    (known, more) -> warehouse.needs(goods(known), more));
        }

        @Override
        public void decide(Message<B> message, Work work) {
            forget(UUID.fromString(orderIdOf.apply(message.body())), work);
        }
    }

    /** A rule about the goods of an order, triggered by an event. */
    private final class Reacting<B> implements Handler<B> {
        private final Function<B, String> orderIdOf;
        private final BiFunction<OrderStock, B, @Nullable Decided> rule;

        /** @param rule gives {@code null} if the event does not concern this service */
        Reacting(Function<B, String> orderIdOf, BiFunction<OrderStock, B, @Nullable Decided> rule) {
            this.orderIdOf = orderIdOf;
            this.rule = rule;
        }

        @Override
        public void needs(Message<B> message, Needs needs) {
            warehouse.needsItsGoods(UUID.fromString(orderIdOf.apply(message.body())), needs);
        }

        @Override
        public void decide(Message<B> message, Work work) {
            OrderStock order = warehouse.order(UUID.fromString(orderIdOf.apply(message.body())), work);
            Decided decided = rule.apply(order, message.body());
            if (decided != null) {
                warehouse.carryOut(order, decided, work);
            }
        }
    }
}
