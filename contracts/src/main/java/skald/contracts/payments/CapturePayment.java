package skald.contracts.payments;

/** Command: take the authorized amount. Answer: {@link PaymentCaptured} or {@link CaptureDeclined}. Key: the order id. */
public record CapturePayment(String orderId) {}
