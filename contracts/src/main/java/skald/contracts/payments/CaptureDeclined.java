package skald.contracts.payments;

/** The gateway refuses to take the authorized amount; nothing is taken. Key: the order id. */
public record CaptureDeclined(String orderId, String reason) {}
