package skald.shipping.domain;

import java.time.Instant;
import skald.contracts.shipping.DispatchAbandoned;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.shipping.ShipmentRefused;
import skald.shipping.domain.Shipment.Status;

/**
 * What the carrier's answers do to a shipment. The carrier decides between cancellation and dispatch, so that whatever
 * order its answers arrive in, the shipment ends the same.
 */
public final class Outcomes {

    private Outcomes() {}

    /** The booking is made; told to nobody if it is cancelled meanwhile. */
    public static Decision booked(Shipment shipment, String trackingCode, Instant now) {
        if (shipment.status() != Status.PENDING) {
            return Decision.quietly(shipment);
        }
        Shipment booked = shipment.booked(trackingCode, now);
        return booked.cancelAsked()
                ? Decision.quietly(booked)
                : Decision.answer(booked, new ShipmentBooked(id(booked), trackingCode));
    }

    /** The booking is refused; while it is being cancelled, the cancellation's answer is the one that counts. */
    public static Decision refused(Shipment shipment, String reason) {
        if (shipment.status() != Status.PENDING || shipment.cancelAsked()) {
            return Decision.quietly(shipment);
        }
        return Decision.answer(shipment.failed(reason), new ShipmentRefused(id(shipment), reason));
    }

    /** The goods stay. */
    public static Decision cancelled(Shipment shipment) {
        return Decision.answer(shipment.cancelled(), new ShipmentCancelled(id(shipment)));
    }

    /** The cancellation came too late; the dispatch's own answer says the rest. */
    public static Decision tooLate(Shipment shipment) {
        return Decision.answer(shipment.cancelAsked(false), Commands.tooLate(id(shipment)));
    }

    /** The carrier has the goods. */
    public static Decision dispatched(Shipment shipment, String trackingCode, Instant now) {
        return Decision.answer(
                shipment.isUnderWay() ? shipment.dispatched(trackingCode, now) : shipment,
                new ShipmentDispatched(id(shipment), trackingCode));
    }

    /** There is nothing to collect; the cancellation's own answer says the rest. */
    public static Decision abandoned(Shipment shipment) {
        return Decision.answer(shipment, new DispatchAbandoned(id(shipment)));
    }

    private static String id(Shipment shipment) {
        return shipment.orderId().toString();
    }
}
