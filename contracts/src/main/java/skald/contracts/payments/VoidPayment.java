package skald.contracts.payments;

/** Command: give up the authorization, if there is one; none may follow. Answer: {@link PaymentVoided}. Key: the order id. */
public record VoidPayment(String orderId) {}
