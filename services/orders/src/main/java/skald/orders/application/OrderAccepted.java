package skald.orders.application;

import java.time.Instant;
import skald.contracts.Money;

/** Answer: the order is accepted and on its way. */
public record OrderAccepted(String orderId, String status, Money total, Instant placedAt) {}
