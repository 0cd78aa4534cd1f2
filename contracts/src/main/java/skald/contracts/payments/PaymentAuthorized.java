package skald.contracts.payments;

import skald.contracts.Money;

/** The amount is reserved, not yet taken. Key: the order id. */
public record PaymentAuthorized(String orderId, Money amount) {}
