package skald.shipping.application;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import skald.contracts.shipping.ShipmentDelivered;
import skald.shipping.application.DeliveryReply.DeliveryNoted;
import skald.shipping.application.DeliveryReply.DeliveryRefused;
import skald.shipping.application.DeliveryReply.NoSuchShipment;
import skald.shipping.domain.Delivery;
import skald.shipping.domain.Shipment;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Notes a delivery; reported again, it is answered the same and announced once. */
final class DeliveryHandler implements Handler<ReportDelivery> {
    private final Shipments shipments;

    DeliveryHandler(Shipments shipments) {
        this.shipments = shipments;
    }

    @Override
    public void needs(Message<ReportDelivery> message, Needs needs) {
        needs.of(shipments, UUID.fromString(message.body().orderId()));
    }

    @Override
    public void decide(Message<ReportDelivery> message, Work work) {
        String id = message.body().orderId();
        UUID orderId = UUID.fromString(id);
        // What PostgreSQL keeps, so that what is answered now is what is read later.
        Instant now = work.now().truncatedTo(ChronoUnit.MICROS);
        switch (Delivery.report(work.get(shipments, orderId), now)) {
            case Delivery.Delivered(Shipment delivered) -> {
                work.put(shipments, orderId, delivered);
                work.publish(id, new ShipmentDelivered(id));
                work.reply(noted(delivered));
            }
            case Delivery.DeliveredBefore(Shipment delivered) -> work.reply(noted(delivered));
            case Delivery.NotDispatched(Shipment.Status status) -> work.refuse(new DeliveryRefused(id, status.name()));
            case Delivery.Unknown _ -> work.refuse(new NoSuchShipment(id));
        }
    }

    private static DeliveryNoted noted(Shipment delivered) {
        Instant at = delivered.deliveredAt();
        return new DeliveryNoted(delivered.orderId().toString(), at == null ? Instant.EPOCH : at);
    }
}
