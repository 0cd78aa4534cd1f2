package skald.contracts.shipping;

/** The carrier has the goods. Key: the order id. */
public record ShipmentDispatched(String orderId, String trackingCode) {}
