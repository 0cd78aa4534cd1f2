package skald.contracts.inventory;

/**
 * Command: give back what is held for an order, if anything. Answer: {@link StockReleased}, or {@link StockRefused} once the
 * goods have left. Key: the order id.
 */
public record ReleaseStock(String orderId) {}
