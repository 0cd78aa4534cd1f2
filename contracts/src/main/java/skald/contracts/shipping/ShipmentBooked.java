package skald.contracts.shipping;

/** The carrier will take the goods. Key: the order id. */
public record ShipmentBooked(String orderId, String trackingCode) {}
