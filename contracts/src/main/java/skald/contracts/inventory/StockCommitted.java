package skald.contracts.inventory;

/** The order's hold stays until it is consumed or released. Key: the order id. */
public record StockCommitted(String orderId) {}
