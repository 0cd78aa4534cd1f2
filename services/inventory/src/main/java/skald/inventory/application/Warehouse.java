package skald.inventory.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.inventory.domain.Decided;
import skald.inventory.domain.Goods;
import skald.inventory.domain.Movement;
import skald.inventory.domain.OrderStock;
import skald.inventory.domain.Reservation;
import skald.inventory.domain.StockItem;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/**
 * Reads what a decision about an order's goods needs, and carries out what was decided: the one place where a reservation,
 * the stock items of its goods, the journal and the hold's timer change together.
 *
 * <p>The decisions of a batch see each other's changes, and an item that many orders want is written once per batch.
 */
public final class Warehouse {
    static final String HOLD_EXPIRY = "hold-expiry";

    private final Reservations reservations;
    private final StockItems items;
    private final Movements movements;

    /** Over these ports. */
    public Warehouse(Reservations reservations, StockItems items, Movements movements) {
        this.reservations = reservations;
        this.items = items;
        this.movements = movements;
    }

    /** The decision is about this order's reservation alone. */
    void needs(UUID orderId, Needs needs) {
        needs.of(reservations, orderId);
    }

    /** The decision may move the goods that are kept for the order: only its reservation tells which they are. */
    void needsItsGoods(UUID orderId, Needs needs) {
        needs.of(reservations, orderId, (reservation, more) -> needs(reservation.goods(), more));
    }

    /** The decision may move these goods. */
    void needs(Goods goods, Needs needs) {
        needs.all(items, goods.skus());
    }

    /** The decision may move this item. */
    void needsItem(String sku, Needs needs) {
        needs.of(items, sku);
    }

    /** What became of an order's goods so far. */
    OrderStock order(UUID orderId, Work work) {
        return new OrderStock(orderId, work.get(reservations, orderId), Times.now(work));
    }

    @Nullable
    StockItem item(String sku, Work work) {
        return work.get(items, sku);
    }

    void carryOut(OrderStock order, Decided decided, Work work) {
        for (Movement movement : decided.movements()) {
            move(movement, work);
        }
        Reservation after = decided.reservation();
        if (after != null && after != order.current()) {
            work.put(reservations, order.orderId(), after);
            watchHold(order, after, work);
        }
        String key = order.orderId().toString();
        decided.messages().forEach(message -> work.publish(key, message));
    }

    /** Moves an item of the catalogue, which the handler has named. */
    StockItem move(Movement movement, Work work) {
        StockItem item = work.get(items, movement.sku());
        if (item == null) {
            throw new IllegalStateException(movement.sku() + " is not in the catalogue");
        }
        StockItem moved = item.after(movement);
        work.put(items, movement.sku(), moved);
        work.append(movements, movement);
        return moved;
    }

    private static void watchHold(OrderStock order, Reservation after, Work work) {
        String key = order.orderId().toString();
        if (after instanceof Reservation.Held held) {
            work.schedule(key, HOLD_EXPIRY, held.until(), new ExpireHold(key));
        } else if (order.current() instanceof Reservation.Held) {
            work.unschedule(key, HOLD_EXPIRY);
        }
    }
}
