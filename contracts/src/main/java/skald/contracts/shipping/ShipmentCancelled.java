package skald.contracts.shipping;

/** No goods leave for the order. Key: the order id. */
public record ShipmentCancelled(String orderId) {}
