package skald.inventory.application;

import java.util.UUID;
import skald.contracts.shipping.ShipmentDispatched;
import skald.inventory.domain.OrderStock;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** The order's goods have left: what was kept for it is sold. */
public final class DispatchHandler implements Handler<ShipmentDispatched> {
    private final Warehouse warehouse;

    /** Over this warehouse. */
    public DispatchHandler(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public void needs(Message<ShipmentDispatched> message, Needs needs) {
        warehouse.needsItsGoods(orderId(message), needs);
    }

    @Override
    public void decide(Message<ShipmentDispatched> message, Work work) {
        OrderStock order = warehouse.order(orderId(message), work);
        warehouse.carryOut(order, order.dispatch(), work);
    }

    private static UUID orderId(Message<ShipmentDispatched> message) {
        return UUID.fromString(message.body().orderId());
    }
}
