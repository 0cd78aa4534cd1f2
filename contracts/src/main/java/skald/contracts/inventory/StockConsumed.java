package skald.contracts.inventory;

/** The order's goods have left the warehouse. Key: the order id. */
public record StockConsumed(String orderId) {}
