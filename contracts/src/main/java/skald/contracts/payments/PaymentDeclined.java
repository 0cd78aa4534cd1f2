package skald.contracts.payments;

/** The means of payment was refused; no money is reserved or taken. Key: the order id. */
public record PaymentDeclined(String orderId, String reason) {}
