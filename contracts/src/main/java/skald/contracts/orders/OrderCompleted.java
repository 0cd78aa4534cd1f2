package skald.contracts.orders;

/** The customer has the goods: the order is at its end. Key: the order id. */
public record OrderCompleted(String orderId, String userId) {}
