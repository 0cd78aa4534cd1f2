package skald.orders.application;

/** Answer: there is no such order. */
public record NoSuchOrder(String orderId) {}
