package skald.orders.application;

import java.time.Instant;
import skald.contracts.Money;
import skald.orders.domain.OrderStatus;

/** Answer: the order is accepted and on its way. */
public record OrderAccepted(String orderId, OrderStatus status, Money total, Instant placedAt) {}
