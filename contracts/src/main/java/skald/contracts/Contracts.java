package skald.contracts;

import java.util.List;
import java.util.Map;
import skald.contracts.inventory.CommitStock;
import skald.contracts.inventory.ProductDefined;
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
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.contracts.users.UserRolesChanged;

/** All messages that cross the border of a service, by the prefix of their type names. */
public final class Contracts {

    /** {@code skald.orders} and the classes of the messages that belong to the orders service, and so on. */
    public static final Map<String, List<Class<?>>> MESSAGES = Map.of(
            "skald.users",
            List.of(UserErased.class, UserRegistered.class, UserRolesChanged.class),
            "skald.inventory",
            List.of(
                    CommitStock.class,
                    ProductDefined.class,
                    ReleaseStock.class,
                    ReserveStock.class,
                    ReturnStock.class,
                    StockCommitted.class,
                    StockConsumed.class,
                    StockRefused.class,
                    StockReleased.class,
                    StockReserved.class,
                    StockReturned.class),
            "skald.payments",
            List.of(
                    AuthorizePayment.class,
                    CaptureDeclined.class,
                    CapturePayment.class,
                    PaymentAuthorized.class,
                    PaymentCaptured.class,
                    PaymentDeclined.class,
                    PaymentRefunded.class,
                    PaymentVoided.class,
                    RefundPayment.class,
                    VoidPayment.class,
                    WithdrawalRefused.class),
            "skald.shipping",
            List.of(
                    BookShipment.class,
                    CancelShipment.class,
                    CancelShipmentRefused.class,
                    DispatchAbandoned.class,
                    DispatchShipment.class,
                    ShipmentBooked.class,
                    ShipmentCancelled.class,
                    ShipmentDelivered.class,
                    ShipmentDispatched.class,
                    ShipmentRefused.class),
            "skald.orders",
            List.of(
                    CancellationRefused.class,
                    CancellationRequested.class,
                    FulfilmentRequested.class,
                    OrderCancelled.class,
                    OrderCompleted.class,
                    OrderConfirmed.class,
                    OrderExpired.class,
                    OrderPlaced.class,
                    OrderRejected.class,
                    OrderReturned.class,
                    OrderShipped.class,
                    RecallRequested.class,
                    ReturnRequested.class,
                    WithdrawalRequested.class),
            "skald.notifications",
            List.of(CustomerNotified.class));

    private Contracts() {}
}
