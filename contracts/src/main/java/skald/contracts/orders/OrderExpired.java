package skald.contracts.orders;

/** The order could not be carried through in time; everything done for it is undone. Key: the order id. */
public record OrderExpired(String orderId, String userId, String reason) {}
