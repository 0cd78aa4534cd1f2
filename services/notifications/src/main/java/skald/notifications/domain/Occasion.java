package skald.notifications.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.orders.OrderShipped;

/** What happened to an order, as its customer is told. */
public record Occasion(UUID orderId, UUID userId, Letter letter) {

    /** The order is paid and will be sent. */
    public static Occasion confirmed(OrderConfirmed event) {
        return occasion(event.orderId(), event.userId(), "is confirmed", """
            thank you for your order %s.

            It is paid (%s) and its goods are set aside for you. We write again when they leave.
            """.formatted(event.orderId(), event.total()));
    }

    /** The order was refused. */
    public static Occasion rejected(OrderRejected event) {
        return occasion(event.orderId(), event.userId(), "could not be accepted", """
            we are sorry: your order %s could not be accepted. The reason: %s.

            Nothing is charged for it; what was reserved on your card is released.
            """.formatted(
                        event.orderId(), event.reason()));
    }

    /** The order took too long. */
    public static Occasion expired(OrderExpired event) {
        return occasion(event.orderId(), event.userId(), "could not be completed in time", """
            we are sorry: your order %s could not be completed in time. The reason: %s.

            Nothing is charged for it; what was reserved on your card is released. You are welcome to order again.
            """.formatted(
                        event.orderId(), event.reason()));
    }

    /** The order was cancelled. */
    public static Occasion cancelled(OrderCancelled event) {
        return occasion(event.orderId(), event.userId(), "is cancelled", """
            your order %s is cancelled%s.

            If you have paid for it, you get your money back.
            """.formatted(
                        event.orderId(), because(event.reason())));
    }

    /** The order was not cancelled. */
    public static Occasion cancellationRefused(CancellationRefused event) {
        return occasion(event.orderId(), event.userId(), "could not be cancelled", """
            your order %s could not be cancelled and stays as it was. The reason: %s.

            You can send its goods back once you have them.
            """.formatted(
                        event.orderId(), event.reason()));
    }

    /** The goods have left. */
    public static Occasion shipped(OrderShipped event) {
        return occasion(
                event.orderId(), event.userId(), "is on its way", """
                    the goods of your order %s have left.

                    The carrier's tracking code is %s.
                    """.formatted(event.orderId(), event.trackingCode()));
    }

    /** Goods came back. */
    public static Occasion returned(OrderReturned event) {
        return occasion(
                event.orderId(), event.userId(), event.whole() ? "is returned" : "is returned in part", """
                    we have received the goods that you sent back from your order %s.

                    We refund %s.
                    """.formatted(
                                event.orderId(), event.refund()));
    }

    private static Occasion occasion(String orderId, String userId, String what, String text) {
        UUID order = UUID.fromString(orderId);
        return new Occasion(
                order, UUID.fromString(userId), new Letter("Your order %s %s".formatted(order, what), text));
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "" : ", as you wished (" + reason + ")";
    }
}
