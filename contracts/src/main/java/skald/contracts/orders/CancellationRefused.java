package skald.contracts.orders;

/** The order stays as it was: it was too late to cancel it. Key: the order id. */
public record CancellationRefused(String orderId, String userId, String reason) {}
