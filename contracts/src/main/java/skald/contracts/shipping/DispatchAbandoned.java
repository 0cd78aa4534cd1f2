package skald.contracts.shipping;

/** The shipment was cancelled before the carrier took the goods. Key: the order id. */
public record DispatchAbandoned(String orderId) {}
