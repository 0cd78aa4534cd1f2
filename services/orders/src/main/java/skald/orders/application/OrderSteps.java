package skald.orders.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.orders.OrderShipped;
import skald.contracts.orders.PricedLine;
import skald.orders.domain.Order;
import skald.orders.domain.OrderStatus;
import skald.orders.domain.Return;
import skald.toolkit.Work;
import skald.toolkit.saga.Cause;

/** What becomes of an order itself on its way, whoever carries it: its new state, and the event that says so. */
final class OrderSteps {
    private final Orders orders;

    OrderSteps(Orders orders) {
        this.orders = orders;
    }

    Order order(String orderId, Work work) {
        Order found = work.get(orders, UUID.fromString(orderId));
        if (found == null) {
            throw new IllegalStateException("order " + orderId + " is carried and does not exist");
        }
        return found;
    }

    Return pendingReturn(String orderId, Work work) {
        Return pending = order(orderId, work).pendingReturn();
        if (pending == null) {
            throw new IllegalStateException("goods of order " + orderId + " are taken back, which has no return");
        }
        return pending;
    }

    void announce(String orderId, Work work) {
        Order placed = order(orderId, work);
        var lines = placed.lines().stream()
                .map(line -> new PricedLine(line.sku(), line.name(), line.quantity(), line.price()))
                .toList();
        work.publish(
                orderId,
                new OrderPlaced(
                        orderId,
                        placed.userId().toString(),
                        lines,
                        placed.total(),
                        placed.shipTo(),
                        placed.reference()));
    }

    void end(String orderId, Cause cause, String reason, Work work) {
        Order ending = order(orderId, work);
        // A refusal that meets a cancellation under way: the customer gets what the customer asked for.
        OrderStatus end = switch (cause) {
            case REFUSED ->
                ending.status() == OrderStatus.CANCEL_PENDING ? OrderStatus.CANCELLED : OrderStatus.REJECTED;
            case CANCELLED -> OrderStatus.CANCELLED;
            case EXPIRED, UNKNOWN -> OrderStatus.EXPIRED;
        };
        keep(ending.ended(end, reason, work.now()), work);
        String user = ending.userId().toString();
        work.publish(
                orderId,
                switch (end) {
                    case CANCELLED -> new OrderCancelled(orderId, user, reason);
                    case REJECTED -> new OrderRejected(orderId, user, reason);
                    case EXPIRED -> new OrderExpired(orderId, user, reason);
                    case PENDING, CONFIRMED, COMPLETED, CANCEL_PENDING ->
                        throw new IllegalStateException("an order does not end unfinished as " + end);
                });
    }

    void confirm(String orderId, Work work) {
        Order confirmed = order(orderId, work).confirmed(work.now());
        keep(confirmed, work);
        work.publish(orderId, new OrderConfirmed(orderId, confirmed.userId().toString(), confirmed.total()));
    }

    void noteShipment(String orderId, @Nullable String trackingCode, Work work) {
        if (trackingCode == null) {
            return;
        }
        Order shipped = order(orderId, work).shipped(trackingCode, work.now());
        keep(shipped, work);
        work.publish(orderId, new OrderShipped(orderId, shipped.userId().toString(), trackingCode));
    }

    /** It is too late to cancel the confirmed order. */
    void unlock(String orderId, String reason, Work work) {
        refuseCancellation(order(orderId, work).cancellationRefused(work.now()), reason, work);
    }

    /** It is too late to cancel the order, which is just being paid. */
    void goOn(String orderId, String reason, Work work) {
        refuseCancellation(order(orderId, work).pendingAgain(work.now()), reason, work);
    }

    private void refuseCancellation(Order unlocked, String reason, Work work) {
        keep(unlocked, work);
        String id = unlocked.orderId().toString();
        work.publish(id, new CancellationRefused(id, unlocked.userId().toString(), reason));
    }

    void cancelled(String orderId, Work work) {
        Order locked = order(orderId, work);
        String reason = locked.reason() == null ? "cancelled by the customer" : locked.reason();
        keep(locked.ended(OrderStatus.CANCELLED, reason, work.now()), work);
        work.publish(orderId, new OrderCancelled(orderId, locked.userId().toString(), reason));
    }

    void finishReturn(String orderId, Work work) {
        Return done = pendingReturn(orderId, work);
        Order returned = order(orderId, work).returned(work.now());
        keep(returned, work);
        work.publish(
                orderId,
                new OrderReturned(
                        orderId,
                        returned.userId().toString(),
                        done.returnId(),
                        done.lines(),
                        done.refund(),
                        returned.isWhollyReturned()));
    }

    private void keep(Order changed, Work work) {
        work.put(orders, changed.orderId(), changed);
    }
}
