package skald.contracts.shipping;

/** Command: hand the goods to the carrier. Answer: {@link ShipmentDispatched}, or {@link DispatchAbandoned} if the shipment was cancelled meanwhile. Key: the order id. */
public record DispatchShipment(String orderId) {}
