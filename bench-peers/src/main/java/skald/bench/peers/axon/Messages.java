package skald.bench.peers.axon;

import java.util.UUID;

/** The commands to the services and the events that they answer with. */
final class Messages {

    private Messages() {}

    record PlaceOrder(UUID orderId, int number, String sku, long amount, boolean declined) {}

    record OrderPlaced(UUID orderId, String sku, long amount, boolean declined) {}

    record ChargePayment(UUID orderId, long amount, boolean declined) {}

    record PaymentCharged(UUID orderId) {}

    record PaymentDeclined(UUID orderId) {}

    record ReserveStock(UUID orderId, String sku) {}

    record StockReserved(UUID orderId) {}

    record CreateShipment(UUID orderId, String sku) {}

    record ShipmentCreated(UUID orderId) {}

    record ConfirmOrder(UUID orderId) {}

    record RejectOrder(UUID orderId) {}
}
