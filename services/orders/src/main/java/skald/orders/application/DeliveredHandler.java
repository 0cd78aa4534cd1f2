package skald.orders.application;

import java.time.Duration;
import java.util.UUID;
import skald.contracts.orders.OrderCompleted;
import skald.contracts.shipping.ShipmentDelivered;
import skald.orders.domain.Order;
import skald.orders.domain.OrderStatus;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** The customer has the goods: the order is complete. */
final class DeliveredHandler implements Handler<ShipmentDelivered> {
    private static final Duration UNTIL_DECIDED = Duration.ofSeconds(5);

    private final Orders orders;

    DeliveredHandler(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void needs(Message<ShipmentDelivered> message, Needs needs) {
        needs.of(orders, UUID.fromString(message.body().orderId()));
    }

    @Override
    public void decide(Message<ShipmentDelivered> message, Work work) {
        Order order = work.get(orders, UUID.fromString(message.body().orderId()));
        if (order != null && (order.status() == OrderStatus.CANCEL_PENDING || order.status() == OrderStatus.PENDING)) {
            // The cancellation comes too late, and will be told so, or the news of the payment is still under way: then
            // the
            // order is complete.
            work.schedule(message.key(), "delivered", work.now().plus(UNTIL_DECIDED), message.body());
            return;
        }
        Order delivered = order == null ? null : order.delivered(work.now());
        if (delivered != null) {
            work.put(orders, delivered.orderId(), delivered);
            String id = delivered.orderId().toString();
            work.publish(id, new OrderCompleted(id, delivered.userId().toString()));
        }
    }
}
