package skald.contracts.payments;

import skald.contracts.Money;

/** The money is taken. Key: the order id. */
public record PaymentCaptured(String orderId, Money amount) {}
