package skald.inventory.application;

import java.util.UUID;
import skald.contracts.inventory.ReturnStock;
import skald.inventory.domain.Goods;
import skald.inventory.domain.OrderStock;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Goods of an order came back: they can be sold again. */
public final class ReturnHandler implements Handler<ReturnStock> {
    private final Warehouse warehouse;

    /** Over this warehouse. */
    public ReturnHandler(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public void needs(Message<ReturnStock> message, Needs needs) {
        warehouse.needsItsGoods(orderId(message), needs);
    }

    @Override
    public void decide(Message<ReturnStock> message, Work work) {
        ReturnStock command = message.body();
        OrderStock order = warehouse.order(orderId(message), work);
        warehouse.carryOut(order, order.takeBack(command.returnId(), Goods.of(command.lines())), work);
    }

    private static UUID orderId(Message<ReturnStock> message) {
        return UUID.fromString(message.body().orderId());
    }
}
