package skald.contracts.orders;

/** All goods of the order have left. Key: the order id. */
public record OrderShipped(String orderId, String userId, String trackingCode) {}
