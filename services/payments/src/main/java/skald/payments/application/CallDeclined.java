package skald.payments.application;

/** The gateway refuses what the transaction asked for. */
public record CallDeclined(String orderId, String transaction, String reason) {}
