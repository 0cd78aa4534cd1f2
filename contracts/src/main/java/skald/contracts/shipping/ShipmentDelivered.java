package skald.contracts.shipping;

/** The customer has the goods. Key: the order id. */
public record ShipmentDelivered(String orderId) {}
