package skald.orderviews.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an order stands: one axis for each service that has a say. What different services tell of an order comes in no
 * common order, so each touches its own axis only and the result does not depend on who was heard first. Immutable.
 *
 * @param updatedAt when the last change happened
 */
public record OrderView(UUID orderId, OrderAxis order, PaymentAxis payment, ShipmentAxis shipment, Instant updatedAt) {

    /** What is known of an order before anyone has spoken of it. */
    static OrderView unknown(UUID orderId) {
        return new OrderView(orderId, OrderAxis.unknown(), PaymentAxis.none(), ShipmentAxis.none(), Instant.EPOCH);
    }

    /** Who placed it and when; {@code null} as long as only other services have spoken of it: then it is not listed. */
    public @Nullable Placement placement() {
        return order.placement();
    }

    public Lifecycle lifecycle() {
        return order.lifecycle();
    }

    public Fulfilment fulfilment() {
        return switch (order.returned()) {
            case ALL -> Fulfilment.RETURNED;
            case PART -> Fulfilment.PARTIALLY_RETURNED;
            case NOTHING -> shipment.dispatched() ? Fulfilment.FULFILLED : Fulfilment.UNFULFILLED;
        };
    }

    /** The one word for it. */
    public DisplayStatus status() {
        return DisplayStatus.of(lifecycle(), payment.status(), fulfilment());
    }

    /** The same without what only the customer could have told. */
    public OrderView withoutPersonalData() {
        return changed(order.withoutPersonalData(), payment, shipment, updatedAt);
    }

    OrderView with(OrderAxis next, Instant at) {
        return changed(next, payment, shipment, at);
    }

    OrderView with(PaymentAxis next, Instant at) {
        return changed(order, next, shipment, at);
    }

    OrderView with(ShipmentAxis next, Instant at) {
        return changed(order, payment, next, at);
    }

    /** The same instance if nothing changes, so that nothing is written. */
    private OrderView changed(OrderAxis nextOrder, PaymentAxis nextPayment, ShipmentAxis nextShipment, Instant at) {
        if (order.equals(nextOrder) && payment.equals(nextPayment) && shipment.equals(nextShipment)) {
            return this;
        }
        return new OrderView(orderId, nextOrder, nextPayment, nextShipment, at.isAfter(updatedAt) ? at : updatedAt);
    }
}
