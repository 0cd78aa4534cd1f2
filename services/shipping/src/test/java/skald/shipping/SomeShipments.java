package skald.shipping;

import static skald.shipping.Journey.NOON;

import java.util.UUID;
import skald.shipping.domain.Shipment;
import skald.shipping.domain.Shipment.Status;

/** Shipments that tests begin with. */
final class SomeShipments {
    private SomeShipments() {}

    static Shipment pending(UUID orderId) {
        return new Shipment(orderId, Status.PENDING, false, false, null, null, null, null, null);
    }

    static Shipment booked(UUID orderId) {
        return new Shipment(orderId, Status.BOOKED, true, true, "SKD1", null, NOON, null, null);
    }

    static Shipment delivered(UUID orderId) {
        return new Shipment(
                orderId,
                Status.DELIVERED,
                false,
                true,
                "SKD1",
                null,
                NOON,
                NOON.plusSeconds(60),
                NOON.plusSeconds(3600));
    }

    static Shipment failed(UUID orderId) {
        return new Shipment(orderId, Status.FAILED, false, false, null, "no such street", null, null, null);
    }
}
