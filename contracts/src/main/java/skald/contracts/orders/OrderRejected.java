package skald.contracts.orders;

/** Payment, stock or carrier refused the order; everything done for it is undone. Key: the order id. */
public record OrderRejected(String orderId, String userId, String reason) {}
