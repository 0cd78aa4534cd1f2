package skald.contracts.orders;

import skald.contracts.Money;

/** The order is paid and its goods are committed. Key: the order id. */
public record OrderConfirmed(String orderId, String userId, Money total) {}
