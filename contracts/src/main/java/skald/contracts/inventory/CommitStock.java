package skald.contracts.inventory;

/** Command: the order is about to be paid, so that its hold does not expire any more. Answer: {@link StockCommitted} or {@link StockRefused}. Key: the order id. */
public record CommitStock(String orderId) {}
