package skald.inventory.application;

import skald.inventory.application.MoveStock.NotInCatalogue;
import skald.inventory.application.MoveStock.ReservedNeedsMore;
import skald.inventory.application.MoveStock.StockMoved;
import skald.inventory.domain.Movement;
import skald.inventory.domain.StockItem;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Goods arrive, or somebody counted them. */
public final class MoveHandler implements Handler<MoveStock> {
    private final Warehouse warehouse;

    /** Over this warehouse. */
    public MoveHandler(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    @Override
    public void needs(Message<MoveStock> message, Needs needs) {
        warehouse.needsItem(message.body().sku(), needs);
    }

    @Override
    public void decide(Message<MoveStock> message, Work work) {
        MoveStock request = message.body();
        Movement movement = new Movement(
                request.kind(), request.sku(), request.quantity(), null, request.reason(), Times.now(work));
        StockItem item = warehouse.item(request.sku(), work);
        if (item == null) {
            work.refuse(new NotInCatalogue(request.sku()));
        } else if (!item.allows(movement)) {
            work.refuse(new ReservedNeedsMore(item));
        } else {
            work.reply(new StockMoved(movement, warehouse.move(movement, work)));
        }
    }
}
