package skald.inventory.application;

/** Timer: the order's hold has lasted its time. Key: the order id. */
public record ExpireHold(String orderId) {}
