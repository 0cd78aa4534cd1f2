package skald.orders.application;

/** Answer: where the order stands after the command. */
public record OrderStands(String orderId, String status) {}
