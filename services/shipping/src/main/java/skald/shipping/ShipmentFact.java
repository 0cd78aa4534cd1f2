package skald.shipping;

import java.util.UUID;

/** What an audit may know of a shipment. */
public record ShipmentFact(UUID orderId, Status status) {

    /** How a shipment stands. */
    public enum Status {
        PENDING,
        BOOKED,
        DISPATCHED,
        DELIVERED,
        CANCELLED,
        FAILED
    }
}
