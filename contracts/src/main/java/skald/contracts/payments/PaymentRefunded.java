package skald.contracts.payments;

import skald.contracts.Money;

/** The customer got this amount back. Key: the order id. */
public record PaymentRefunded(String orderId, String refundId, Money amount) {}
