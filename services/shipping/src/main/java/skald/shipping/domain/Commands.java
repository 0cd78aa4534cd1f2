package skald.shipping.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.shipping.CancelShipmentRefused;
import skald.contracts.shipping.DispatchAbandoned;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.shipping.ShipmentRefused;
import skald.shipping.domain.CarrierCall.AskBooking;
import skald.shipping.domain.CarrierCall.AskCancellation;
import skald.shipping.domain.CarrierCall.AskDispatch;
import skald.shipping.domain.Shipment.Status;

/**
 * What may be asked of a shipment. Each rule is idempotent: asked again it gives the known answer again, or waits for the
 * one that is under way. Whoever triggers it, a command or another service's event, the rule is the same.
 *
 * <p>{@code shipment} is {@code null} for an order of which nothing was heard so far.
 */
public final class Commands {

    private Commands() {}

    /** Book the carrier; refused once the shipment is cancelled, or is about to be. */
    public static Decision book(@Nullable Shipment shipment, UUID orderId, Address shipTo) {
        return shipment == null
                ? Decision.ask(Shipment.of(orderId, Status.PENDING), new AskBooking(orderId.toString(), shipTo))
                : bookAgain(shipment);
    }

    /** Book the carrier for a shipment that was heard of before: nothing new happens. */
    public static Decision bookAgain(Shipment shipment) {
        String id = shipment.orderId().toString();
        if (shipment.isBeingCancelled()) {
            return Decision.answer(shipment, new ShipmentRefused(id, "the shipment is being cancelled"));
        }
        return switch (shipment.status()) {
            case PENDING -> Decision.quietly(shipment);
            case BOOKED, DISPATCHED, DELIVERED ->
                Decision.answer(shipment, new ShipmentBooked(id, shipment.requireTrackingCode()));
            case CANCELLED -> Decision.answer(shipment, new ShipmentRefused(id, "the shipment was cancelled before"));
            case FAILED ->
                Decision.answer(
                        shipment, new ShipmentRefused(id, shipment.reason() == null ? "refused" : shipment.reason()));
        };
    }

    /**
     * Cancel. What was never booked is closed without a call. Whatever may be booked is cancelled by its key, and the
     * carrier decides whether that comes in time: also for a booking whose outcome is open.
     */
    public static Decision cancel(@Nullable Shipment shipment, UUID orderId) {
        String id = orderId.toString();
        if (shipment == null) {
            return Decision.answer(Shipment.of(orderId, Status.CANCELLED), new ShipmentCancelled(id));
        }
        return switch (shipment.status()) {
            case PENDING, BOOKED ->
                shipment.cancelAsked()
                        ? Decision.quietly(shipment)
                        : Decision.ask(shipment.cancelAsked(true), new AskCancellation(id));
            case DISPATCHED, DELIVERED -> Decision.answer(shipment, tooLate(id));
            case CANCELLED, FAILED -> Decision.answer(shipment, new ShipmentCancelled(id));
        };
    }

    static CancelShipmentRefused tooLate(String orderId) {
        return new CancelShipmentRefused(orderId, "the carrier has the goods already");
    }

    /** Hand the goods over; abandoned if there is nothing (any more) to hand over. */
    public static Decision dispatch(@Nullable Shipment shipment, UUID orderId) {
        String id = orderId.toString();
        if (shipment == null) {
            return Decision.answer(null, new DispatchAbandoned(id));
        }
        return switch (shipment.status()) {
            case PENDING, BOOKED ->
                shipment.dispatchAsked()
                        ? Decision.quietly(shipment)
                        : Decision.ask(shipment.askDispatch(), new AskDispatch(id));
            case DISPATCHED, DELIVERED ->
                Decision.answer(shipment, new ShipmentDispatched(id, shipment.requireTrackingCode()));
            case CANCELLED, FAILED -> Decision.answer(shipment, new DispatchAbandoned(id));
        };
    }
}
