package skald.inventory.application;

import java.util.UUID;
import skald.contracts.inventory.ReleaseStock;
import skald.inventory.domain.OrderStock;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** The order is given up: what is kept for it goes back. */
public final class ReleaseHandler implements Handler<ReleaseStock> {
    private final Warehouse warehouse;

    /** Over this warehouse. */
    public ReleaseHandler(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public void needs(Message<ReleaseStock> message, Needs needs) {
        warehouse.needsItsGoods(orderId(message), needs);
    }

    @Override
    public void decide(Message<ReleaseStock> message, Work work) {
        OrderStock order = warehouse.order(orderId(message), work);
        warehouse.carryOut(order, order.release(), work);
    }

    private static UUID orderId(Message<ReleaseStock> message) {
        return UUID.fromString(message.body().orderId());
    }
}
