package skald.contracts.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Nothing is held for the order (any more). Key: the order id.
 *
 * @param expired {@code true} if the hold ended because its time was over and nobody had asked for it
 */
public record StockReleased(String orderId, @Nullable Boolean expired) {

    /** Because it was asked for. */
    public StockReleased(String orderId) {
        this(orderId, null);
    }

    /** Because its time was over. */
    public static StockReleased byItself(String orderId) {
        return new StockReleased(orderId, true);
    }

    /** Whether the hold ended by itself. */
    public boolean endedByItself() {
        return Boolean.TRUE.equals(expired);
    }
}
