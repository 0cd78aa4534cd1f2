package skald.shipping.application;

import java.util.UUID;
import skald.contracts.orders.OrderPlaced;
import skald.shipping.application.ParcelRow.Owned;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Learns whose order it is, to know who may see its address and when to forget it. */
final class OwnerHandler implements Handler<OrderPlaced> {
    private final Parcels parcels;

    OwnerHandler(Parcels parcels) {
        this.parcels = parcels;
    }

    @Override
    public void needs(Message<OrderPlaced> message, Needs needs) {}

    @Override
    public void decide(Message<OrderPlaced> message, Work work) {
        OrderPlaced placed = message.body();
        work.append(parcels, new Owned(UUID.fromString(placed.orderId()), UUID.fromString(placed.userId())));
    }
}
