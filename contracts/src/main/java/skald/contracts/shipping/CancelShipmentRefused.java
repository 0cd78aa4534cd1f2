package skald.contracts.shipping;

/** Too late: the carrier has the goods. Key: the order id. */
public record CancelShipmentRefused(String orderId, String reason) {}
