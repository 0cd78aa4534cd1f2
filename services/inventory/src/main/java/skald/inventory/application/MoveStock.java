package skald.inventory.application;

import org.jspecify.annotations.Nullable;
import skald.inventory.domain.Movement;
import skald.inventory.domain.MovementKind;
import skald.inventory.domain.StockItem;

/**
 * Request: record that goods have arrived, or that a count found another number. Answer: {@link StockMoved}, or
 * {@link NotInCatalogue} or {@link ReservedNeedsMore} as a refusal. Key: the SKU.
 *
 * @param kind RECEIPT or ADJUSTMENT
 * @param quantity at least 1 for a receipt, the difference for an adjustment
 */
public record MoveStock(
        String sku,
        MovementKind kind,
        long quantity,
        @Nullable String reason) {

    /** What the warehouse says to it. */
    public sealed interface Answer {}

    /** It is recorded, and the item is like this now. */
    public record StockMoved(Movement movement, StockItem item) implements Answer {}

    /** There is no such product. */
    public record NotInCatalogue(String sku) implements Answer {}

    /** Less would be on hand than is reserved for orders. */
    public record ReservedNeedsMore(StockItem item) implements Answer {}

    /** Refuses kinds that only orders cause. */
    public MoveStock {
        switch (kind) {
            case RECEIPT, ADJUSTMENT -> {}
            case RESERVATION, RELEASE, SALE, RETURN ->
                throw new IllegalArgumentException("only an order causes a " + kind);
        }
    }
}
