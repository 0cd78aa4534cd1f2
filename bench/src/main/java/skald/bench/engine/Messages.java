package skald.bench.engine;

import org.jspecify.annotations.Nullable;
import skald.toolkit.MessageTypes;

/** What the services say to each other. The key of each message is the order's id. */
final class Messages {

    /** A customer orders. */
    record PlaceOrder(int number, String customer, String sku, long quantity, long total, String card, String city) {}

    record OrderAccepted(String orderId) {}

    record OrderPlaced(int number, String customer, String sku, long quantity, long total, String city) {}

    record OrderConfirmed(String customer, @Nullable String tracking) {}

    record OrderRejected(String customer, String reason) {}

    record ChargePayment(long amount, String currency, String card) {}

    record PaymentCharged(long amount, String currency) {}

    record PaymentDeclined(String reason) {}

    record VoidPayment() {}

    record PaymentVoided() {}

    record ReserveStock(String sku, long quantity) {}

    record StockReserved(String sku, long quantity) {}

    record StockRefused(String reason) {}

    record CreateShipment(String sku, long quantity, String customer, String city) {}

    record ShipmentCreated(String tracking) {}

    static final MessageTypes TYPES = MessageTypes.of(
            "skald.bench",
            PlaceOrder.class,
            OrderAccepted.class,
            OrderPlaced.class,
            OrderConfirmed.class,
            OrderRejected.class,
            ChargePayment.class,
            PaymentCharged.class,
            PaymentDeclined.class,
            VoidPayment.class,
            PaymentVoided.class,
            ReserveStock.class,
            StockReserved.class,
            StockRefused.class,
            CreateShipment.class,
            ShipmentCreated.class);

    private Messages() {}
}
