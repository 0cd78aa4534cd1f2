package skald.contracts.inventory;

/** Nothing is held for the order (any more). Key: the order id. */
public record StockReleased(String orderId) {}
