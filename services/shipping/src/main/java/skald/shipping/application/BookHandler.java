package skald.shipping.application;

import java.util.UUID;
import skald.contracts.shipping.BookShipment;
import skald.shipping.application.ParcelRow.Packed;
import skald.shipping.domain.Commands;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Books a shipment, and writes down what is in it when it is heard of for the first time. */
final class BookHandler implements Handler<BookShipment> {
    private final Shipments shipments;
    private final Parcels parcels;
    private final ShipmentHandler<BookShipment> rule;

    BookHandler(Shipments shipments, Parcels parcels) {
        this.shipments = shipments;
        this.parcels = parcels;
        this.rule = new ShipmentHandler<>(
                shipments,
                BookShipment::orderId,
                (shipment, id, command, _) -> Commands.book(shipment, id, command.shipTo()));
    }

    @Override
    public void needs(Message<BookShipment> message, Needs needs) {
        rule.needs(message, needs);
    }

    @Override
    public void decide(Message<BookShipment> message, Work work) {
        BookShipment command = message.body();
        UUID orderId = UUID.fromString(command.orderId());
        if (work.get(shipments, orderId) == null) {
            work.append(parcels, new Packed(orderId, command.shipTo(), command.lines()));
        }
        rule.decide(message, work);
    }
}
