package skald.contracts.shipping;

/** The carrier does not deliver to that address. Key: the order id. */
public record ShipmentRefused(String orderId, String reason) {}
