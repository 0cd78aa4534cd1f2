package skald.inventory.application;

import java.util.UUID;
import skald.contracts.inventory.CommitStock;
import skald.inventory.domain.OrderStock;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** The order is about to be paid: its hold stays. */
public final class CommitHandler implements Handler<CommitStock> {
    private final Warehouse warehouse;

    /** Over this warehouse. */
    public CommitHandler(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public void needs(Message<CommitStock> message, Needs needs) {
        warehouse.needs(orderId(message), needs);
    }

    @Override
    public void decide(Message<CommitStock> message, Work work) {
        OrderStock order = warehouse.order(orderId(message), work);
        warehouse.carryOut(order, order.commit(), work);
    }

    private static UUID orderId(Message<CommitStock> message) {
        return UUID.fromString(message.body().orderId());
    }
}
