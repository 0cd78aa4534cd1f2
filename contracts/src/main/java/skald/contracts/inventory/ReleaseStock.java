package skald.contracts.inventory;

/** Command: give back what is held for an order, if anything. Answer: {@link StockReleased}. Key: the order id. */
public record ReleaseStock(String orderId) {}
