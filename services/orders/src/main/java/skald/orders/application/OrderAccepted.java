package skald.orders.application;

import java.time.Instant;
import skald.contracts.Money;
import skald.orders.domain.Order;
import skald.orders.domain.OrderStatus;

/** Answer: the order is accepted and on its way. */
public record OrderAccepted(String orderId, OrderStatus status, Money total, Instant placedAt) {

    /** The answer for {@code order} as it stands. */
    public static OrderAccepted of(Order order) {
        return new OrderAccepted(order.orderId().toString(), order.status(), order.total(), order.placedAt());
    }
}
