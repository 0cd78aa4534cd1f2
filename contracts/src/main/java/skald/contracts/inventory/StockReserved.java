package skald.contracts.inventory;

/** The order's quantities are held. Key: the order id. */
public record StockReserved(String orderId) {}
