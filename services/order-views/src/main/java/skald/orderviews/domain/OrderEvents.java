package skald.orderviews.domain;

import static skald.orderviews.domain.OrderEvent.ofOrder;
import static skald.orderviews.domain.OrderEvent.ofPayment;
import static skald.orderviews.domain.OrderEvent.ofShipment;
import static skald.orderviews.domain.OrderEvent.told;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Line;
import skald.contracts.inventory.CommitStock;
import skald.contracts.inventory.ReleaseStock;
import skald.contracts.inventory.ReserveStock;
import skald.contracts.inventory.ReturnStock;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockConsumed;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReleased;
import skald.contracts.inventory.StockReserved;
import skald.contracts.inventory.StockReturned;
import skald.contracts.notifications.CustomerNotified;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.CancellationRequested;
import skald.contracts.orders.FulfilmentRequested;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderCompleted;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.orders.OrderShipped;
import skald.contracts.orders.RecallRequested;
import skald.contracts.orders.ReturnRequested;
import skald.contracts.orders.WithdrawalRequested;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.CapturePayment;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.payments.RefundPayment;
import skald.contracts.payments.VoidPayment;
import skald.contracts.payments.WithdrawalRefused;
import skald.contracts.shipping.BookShipment;
import skald.contracts.shipping.CancelShipment;
import skald.contracts.shipping.CancelShipmentRefused;
import skald.contracts.shipping.DispatchAbandoned;
import skald.contracts.shipping.DispatchShipment;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDelivered;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.shipping.ShipmentRefused;

/** The fold as a table: every message about an order, what it changes, and what the timeline says. */
public final class OrderEvents {

    private static final List<OrderEvent<?>> ORDERS = List.of(
            ofOrder(
                            OrderPlaced.class,
                            (axis, e, at) -> axis.placed(new Placement(UUID.fromString(e.userId()), e.total(), at)),
                            e -> "Order over " + e.total() + " placed, " + counted(e.lines(), "line"))
                    .personal(OrderPlaced::userId),
            ofOrder(OrderConfirmed.class, (axis, _, _) -> axis.confirmed(), _ -> "Order confirmed"),
            told(OrderShipped.class, e -> "All goods have left, tracking code " + e.trackingCode()),
            ofOrder(
                    OrderCompleted.class,
                    (axis, _, _) -> axis.ended(Lifecycle.COMPLETED, null),
                    _ -> "Order completed"),
            ofOrder(
                    OrderRejected.class,
                    (axis, e, _) -> axis.ended(Lifecycle.REJECTED, e.reason()),
                    e -> "Order rejected: " + e.reason()),
            ofOrder(
                    OrderExpired.class,
                    (axis, e, _) -> axis.ended(Lifecycle.EXPIRED, e.reason()),
                    e -> "Order expired: " + e.reason()),
            // The customer's own words stay out of the timeline, which is never rewritten.
            ofOrder(
                            CancellationRequested.class,
                            (axis, e, _) -> axis.cancellationRequested(e.reason()),
                            _ -> "Cancellation requested")
                    .personal(CancellationRequested::userId),
            ofOrder(
                    CancellationRefused.class,
                    (axis, _, _) -> axis.cancellationRefused(),
                    e -> "Cancellation refused: " + e.reason()),
            ofOrder(
                            OrderCancelled.class,
                            (axis, e, _) -> axis.ended(Lifecycle.CANCELLED, e.reason()),
                            _ -> "Order cancelled")
                    .personal(OrderCancelled::userId),
            told(ReturnRequested.class, e -> "Return of " + items(e.lines()) + " requested" + again(e.attempt())),
            told(FulfilmentRequested.class, e -> "Fulfilment requested" + again(e.attempt())),
            told(WithdrawalRequested.class, e -> "Withdrawal requested, since " + e.reason() + again(e.attempt())),
            told(RecallRequested.class, e -> "Recall of the goods requested" + again(e.attempt())),
            ofOrder(
                    OrderReturned.class,
                    (axis, e, _) -> axis.returned(e.whole()),
                    e -> "Return of " + items(e.lines()) + " finished, " + e.refund() + " refunded"));

    private static final List<OrderEvent<?>> PAYMENTS = List.of(
            told(AuthorizePayment.class, e -> "Authorization of " + e.amount() + " asked for"),
            ofPayment(
                    PaymentAuthorized.class,
                    (axis, _, _) -> axis.authorized(),
                    e -> "Payment of " + e.amount() + " authorized"),
            ofPayment(PaymentDeclined.class, (axis, _, _) -> axis.declined(), e -> "Payment declined: " + e.reason()),
            told(CapturePayment.class, _ -> "Capture of the payment asked for"),
            ofPayment(
                    PaymentCaptured.class,
                    (axis, e, _) -> axis.captured(e.amount()),
                    e -> "Payment of " + e.amount() + " captured"),
            told(CaptureDeclined.class, e -> "Capture of the payment declined: " + e.reason()),
            told(WithdrawalRefused.class, e -> "Withdrawal refused: " + e.reason()),
            told(VoidPayment.class, _ -> "Voiding of the payment asked for"),
            ofPayment(PaymentVoided.class, (axis, _, _) -> axis.voided(), _ -> "Payment voided"),
            told(RefundPayment.class, e -> "Refund of " + e.amount() + " asked for"),
            ofPayment(
                    PaymentRefunded.class,
                    (axis, e, _) -> axis.refunded(e.refundId(), e.amount()),
                    e -> e.amount() + " refunded"));

    private static final List<OrderEvent<?>> INVENTORY = List.of(
            told(ReserveStock.class, e -> "Reservation of " + items(e.lines()) + " asked for"),
            told(StockReserved.class, _ -> "Stock reserved"),
            told(StockRefused.class, e -> "Stock refused: " + e.reason()),
            told(CommitStock.class, _ -> "Commitment of the stock asked for"),
            told(StockCommitted.class, _ -> "Stock committed"),
            told(StockConsumed.class, _ -> "Goods taken out of stock"),
            told(ReleaseStock.class, _ -> "Release of the stock asked for"),
            told(StockReleased.class, _ -> "Stock released"),
            told(ReturnStock.class, e -> "Return of " + items(e.lines()) + " to stock asked for"),
            told(StockReturned.class, _ -> "Goods back in stock"));

    private static final List<OrderEvent<?>> SHIPPING = List.of(
            told(BookShipment.class, e -> "Shipment of " + items(e.lines()) + " asked for"),
            ofShipment(
                    ShipmentBooked.class,
                    (axis, e, _) -> axis.booked(e.trackingCode()),
                    e -> "Shipment booked, tracking code " + e.trackingCode()),
            told(ShipmentRefused.class, e -> "Shipment refused: " + e.reason()),
            told(DispatchShipment.class, _ -> "Dispatch of the shipment asked for"),
            ofShipment(
                    ShipmentDispatched.class,
                    (axis, e, _) -> axis.sent(e.trackingCode()),
                    e -> "Shipment dispatched, tracking code " + e.trackingCode()),
            told(DispatchAbandoned.class, _ -> "Dispatch abandoned: the shipment was cancelled"),
            ofShipment(ShipmentDelivered.class, (axis, _, _) -> axis.arrived(), _ -> "Shipment delivered"),
            told(CancelShipment.class, _ -> "Cancellation of the shipment asked for"),
            ofShipment(ShipmentCancelled.class, (axis, _, _) -> axis.withdrawn(), _ -> "Shipment cancelled"),
            told(CancelShipmentRefused.class, e -> "Cancellation of the shipment refused: " + e.reason()));

    private static final List<OrderEvent<?>> NOTIFICATIONS =
            List.of(told(CustomerNotified.class, e -> "Customer notified: " + e.subject()));

    /** All of them. */
    public static final List<OrderEvent<?>> ALL = List.of(ORDERS, PAYMENTS, INVENTORY, SHIPPING, NOTIFICATIONS).stream()
            .<OrderEvent<?>>flatMap(List::stream)
            .toList();

    private OrderEvents() {}

    private static String again(@Nullable Long attempt) {
        return attempt == null || attempt == 1 ? "" : ", attempt " + attempt;
    }

    private static String items(List<Line> lines) {
        long quantity = lines.stream().mapToLong(Line::quantity).reduce(0, Math::addExact);
        return quantity == 1 ? "1 item" : quantity + " items";
    }

    private static String counted(Collection<?> things, String name) {
        return things.size() == 1 ? "1 " + name : things.size() + " " + name + "s";
    }
}
