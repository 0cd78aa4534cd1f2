package skald.orders.application;

import skald.orders.domain.OrderStatus;

/** Answer: where the order stands after the command. */
public record OrderStands(String orderId, OrderStatus status) {}
