package skald.payments.application;

/** The gateway did what the transaction asked for. */
public record CallApproved(String orderId, String transaction) {}
