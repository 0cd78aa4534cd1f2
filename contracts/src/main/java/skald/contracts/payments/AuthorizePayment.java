package skald.contracts.payments;

import skald.contracts.Money;

/** Command: reserve the amount on the customer's means of payment. Answer: {@link PaymentAuthorized} or {@link PaymentDeclined}. Key: the order id. */
public record AuthorizePayment(String orderId, Money amount, String method, String token) {}
