package skald.contracts.payments;

/** Too late to give the order up: its payment is being taken, or is taken. Key: the order id. */
public record WithdrawalRefused(String orderId, String reason) {}
