package skald.inventory.application;

import java.util.UUID;
import skald.inventory.domain.OrderStock;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** The order was not paid in time: what is kept for it goes back. */
public final class ExpireHandler implements Handler<ExpireHold> {
    private final Warehouse warehouse;

    /** Over this warehouse. */
    public ExpireHandler(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public void needs(Message<ExpireHold> message, Needs needs) {
        warehouse.needsItsGoods(orderId(message), needs);
    }

    @Override
    public void decide(Message<ExpireHold> message, Work work) {
        OrderStock order = warehouse.order(orderId(message), work);
        warehouse.carryOut(order, order.expire(), work);
    }

    private static UUID orderId(Message<ExpireHold> message) {
        return UUID.fromString(message.body().orderId());
    }
}
