package skald.orders.application;

import skald.contracts.Money;

/** Answer: the goods are taken back, and this is paid back for them. */
public record ReturnAccepted(String orderId, String returnId, Money refund) {}
