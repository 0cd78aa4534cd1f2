package skald.contracts.orders;

/**
 * An order that no coordinator carries is to be given up, unless its payment is being taken already: that is for the
 * payments service to say, with {@link skald.contracts.payments.CaptureDeclined},
 * {@link skald.contracts.payments.PaymentVoided} or {@link skald.contracts.payments.WithdrawalRefused}. Key: the order id.
 *
 * @param attempt 1 for the first announcement
 */
public record WithdrawalRequested(String orderId, String userId, String reason, long attempt) {}
