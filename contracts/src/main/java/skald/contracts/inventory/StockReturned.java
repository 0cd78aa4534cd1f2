package skald.contracts.inventory;

/** The goods of a return are in stock again. Key: the order id. */
public record StockReturned(String orderId, String returnId) {}
