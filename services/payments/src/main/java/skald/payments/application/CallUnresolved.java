package skald.payments.application;

/** The gateway did not say what became of the transaction. */
public record CallUnresolved(String orderId, String transaction, String reason) {}
