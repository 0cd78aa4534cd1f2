package skald.shipping.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.shipping.BookShipment;
import skald.contracts.shipping.CancelShipment;
import skald.contracts.shipping.DispatchShipment;
import skald.contracts.users.UserErased;
import skald.shipping.application.CarrierOutcome.BookingMade;
import skald.shipping.application.CarrierOutcome.BookingRefused;
import skald.shipping.application.CarrierOutcome.CancellationMade;
import skald.shipping.application.CarrierOutcome.CancellationRefused;
import skald.shipping.application.CarrierOutcome.DispatchMade;
import skald.shipping.application.CarrierOutcome.DispatchRefused;
import skald.shipping.domain.Commands;
import skald.shipping.domain.Outcomes;
import skald.shipping.domain.Shipment;
import skald.toolkit.Handler;

/** Which message meets which rule: the one table of what this service reacts to. */
public final class ShipmentHandlers {
    private final Shipments shipments;
    private final Parcels parcels;
    private final PendingOrders pending;

    /** Handlers that decide about {@code shipments}. */
    public ShipmentHandlers(Shipments shipments, Parcels parcels, PendingOrders pending) {
        this.shipments = shipments;
        this.parcels = parcels;
        this.pending = pending;
    }

    /** Book the carrier. */
    public Handler<BookShipment> book() {
        return new BookHandler(shipments, parcels);
    }

    /** Cancel the booking. */
    public Handler<CancelShipment> cancel() {
        return new ShipmentHandler<>(
                shipments, CancelShipment::orderId, (shipment, id, _, _) -> Commands.cancel(shipment, id));
    }

    /** Have the goods collected. */
    public Handler<DispatchShipment> dispatch() {
        return new ShipmentHandler<>(
                shipments, DispatchShipment::orderId, (shipment, id, _, _) -> Commands.dispatch(shipment, id));
    }

    /** The carrier answered. */
    public Handler<CarrierOutcome> settled() {
        return new ShipmentHandler<>(shipments, CarrierOutcome::orderId, (shipment, id, outcome, now) -> {
            Shipment asked = asked(shipment, id);
            return switch (outcome) {
                case BookingMade made -> Outcomes.booked(asked, made.trackingCode(), now);
                case BookingRefused refused -> Outcomes.refused(asked, refused.reason());
                case CancellationMade _ -> Outcomes.cancelled(asked);
                case CancellationRefused _ -> Outcomes.tooLate(asked);
                case DispatchMade made -> Outcomes.dispatched(asked, made.trackingCode(), now);
                case DispatchRefused _ -> Outcomes.abandoned(asked);
            };
        });
    }

    /** The customer has the goods. */
    public Handler<ReportDelivery> deliver() {
        return new DeliveryHandler(shipments);
    }

    /** Whose order it is. */
    public Handler<OrderPlaced> learnOwner() {
        return new OwnerHandler(parcels);
    }

    /** A user leaves. */
    public Handler<UserErased> erase() {
        return ErasureHandler.first(parcels, pending);
    }

    /** A user left an hour ago. */
    public Handler<EraseAgain> eraseAgain() {
        return ErasureHandler.again(parcels, pending);
    }

    private static Shipment asked(@Nullable Shipment shipment, UUID orderId) {
        if (shipment == null) {
            throw new IllegalStateException("the carrier was asked about order " + orderId + ", which has no shipment");
        }
        return shipment;
    }
}
