package skald.contracts.shipping;

/** Command: the goods shall not leave. Answer: {@link ShipmentCancelled}, or {@link CancelShipmentRefused} once they have. Key: the order id. */
public record CancelShipment(String orderId) {}
