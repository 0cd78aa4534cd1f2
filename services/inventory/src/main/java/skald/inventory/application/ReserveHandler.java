package skald.inventory.application;

import java.time.Duration;
import java.util.UUID;
import skald.contracts.inventory.ReserveStock;
import skald.inventory.domain.Goods;
import skald.inventory.domain.OrderStock;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** An order asks for its goods: all of them are held, or none. */
public final class ReserveHandler implements Handler<ReserveStock> {
    private final Warehouse warehouse;
    private final Duration hold;

    /** {@code hold} is how long goods are kept for an order that is not paid. */
    public ReserveHandler(Warehouse warehouse, Duration hold) {
        this.warehouse = warehouse;
        this.hold = hold;
    }

    @Override
    public void needs(Message<ReserveStock> message, Needs needs) {
        warehouse.needs(orderId(message), needs);
        warehouse.needs(Goods.of(message.body().lines()), needs);
    }

    @Override
    public void decide(Message<ReserveStock> message, Work work) {
        OrderStock order = warehouse.order(orderId(message), work);
        Goods wanted = Goods.of(message.body().lines());
        warehouse.carryOut(
                order,
                order.reserve(
                        wanted, sku -> warehouse.item(sku, work), order.now().plus(hold)),
                work);
    }

    private static UUID orderId(Message<ReserveStock> message) {
        return UUID.fromString(message.body().orderId());
    }
}
