package skald.contracts.payments;

/** No money is reserved for the order (any more). Key: the order id. */
public record PaymentVoided(String orderId) {}
