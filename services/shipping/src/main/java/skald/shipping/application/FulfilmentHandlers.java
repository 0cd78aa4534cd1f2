package skald.shipping.application;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReserved;
import skald.contracts.orders.FulfilmentRequested;
import skald.contracts.orders.RecallRequested;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentVoided;
import skald.shipping.application.ParcelRow.Packed;
import skald.shipping.domain.Commands;
import skald.shipping.domain.Decision;
import skald.shipping.domain.PendingOrder;
import skald.shipping.domain.Reactions;
import skald.shipping.domain.Shipment;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** What this service makes of the events of an order that no coordinator carries: which rule has its turn. */
public final class FulfilmentHandlers {

    /** A rule of one shipment, and what becomes of what was remembered of its order. */
    @FunctionalInterface
    private interface Rule<B> {
        /** {@code null} if nothing is decided. */
        @Nullable
        Decision decide(B body, @Nullable Shipment shipment, UUID orderId, Work work);
    }

    private final Shipments shipments;
    private final Parcels parcels;
    private final PendingOrders pending;

    /** Handlers that decide about {@code shipments}. */
    public FulfilmentHandlers(Shipments shipments, Parcels parcels, PendingOrders pending) {
        this.shipments = shipments;
        this.parcels = parcels;
        this.pending = pending;
    }

    /** The order goes there: book it if its goods are held. */
    public Handler<FulfilmentRequested> announced() {
        return new Reacting<>(FulfilmentRequested::orderId, (order, shipment, id, work) -> {
            if (shipment != null) {
                return null;
            }
            var announced = new PendingOrder.Announced(UUID.fromString(order.userId()), order.shipTo(), order.lines());
            if (work.get(pending, id) instanceof PendingOrder.Held) {
                return book(announced, id, work);
            }
            work.put(pending, id, announced);
            return null;
        });
    }

    /** Its goods are held: book it if it is known where it goes. */
    public Handler<StockReserved> held() {
        return new Reacting<>(StockReserved::orderId, (_, shipment, id, work) -> {
            if (shipment != null) {
                forget(id, work);
                return Reactions.goodsHeld(shipment);
            }
            if (work.get(pending, id) instanceof PendingOrder.Announced announced) {
                return book(announced, id, work);
            }
            work.put(pending, id, new PendingOrder.Held());
            return null;
        });
    }

    private Decision book(PendingOrder.Announced order, UUID id, Work work) {
        forget(id, work);
        work.append(parcels, new Packed(id, order.shipTo(), order.lines()));
        return Commands.book(null, id, order.shipTo());
    }

    /** Its goods are refused. */
    public Handler<StockRefused> refused() {
        return new Reacting<>(StockRefused::orderId, (_, shipment, id, work) -> {
            forget(id, work);
            return Reactions.goodsRefused(shipment, id);
        });
    }

    /** No money is reserved: nothing will be shipped. */
    public Handler<PaymentDeclined> declined() {
        return new Reacting<>(PaymentDeclined::orderId, (_, _, id, work) -> forget(id, work));
    }

    /** The money is given up: nothing will be shipped. */
    public Handler<PaymentVoided> voided() {
        return new Reacting<>(PaymentVoided::orderId, (_, _, id, work) -> forget(id, work));
    }

    /** The money is not taken: nothing leaves, also if it is still to be booked. */
    public Handler<CaptureDeclined> notPaid() {
        return new Reacting<>(CaptureDeclined::orderId, (_, shipment, id, work) -> {
            forget(id, work);
            return Commands.cancel(shipment, id);
        });
    }

    /** The money is taken: the goods may leave. */
    public Handler<PaymentCaptured> paid() {
        return new Reacting<>(PaymentCaptured::orderId, (_, shipment, id, _) -> Commands.dispatch(shipment, id));
    }

    /** The order is cancelled after all: nothing leaves if it has not left yet. */
    public Handler<RecallRequested> recalled() {
        return new Reacting<>(RecallRequested::orderId, (_, shipment, id, _) -> Commands.cancel(shipment, id));
    }

    private @Nullable Decision forget(UUID orderId, Work work) {
        if (work.get(pending, orderId) != null) {
            work.remove(pending, orderId);
        }
        return null;
    }

    private final class Reacting<B> implements Handler<B> {
        private final Function<B, String> orderIdOf;
        private final Rule<B> rule;

        Reacting(Function<B, String> orderIdOf, Rule<B> rule) {
            this.orderIdOf = orderIdOf;
            this.rule = rule;
        }

        @Override
        public void needs(Message<B> message, Needs needs) {
            needs.of(shipments, orderId(message)).of(pending, orderId(message));
        }

        @Override
        public void decide(Message<B> message, Work work) {
            UUID orderId = orderId(message);
            Shipment before = work.get(shipments, orderId);
            Decision decision = rule.decide(message.body(), before, orderId, work);
            if (decision != null) {
                ShipmentHandler.record(shipments, orderId, before, decision, work);
            }
        }

        private UUID orderId(Message<B> message) {
            return UUID.fromString(orderIdOf.apply(message.body()));
        }
    }
}
