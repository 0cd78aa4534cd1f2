package skald.contracts.payments;

import skald.contracts.Money;

/** Command: pay back part or all of what was captured. Answer: {@link PaymentRefunded}. Key: the order id. */
public record RefundPayment(String orderId, String refundId, Money amount) {}
