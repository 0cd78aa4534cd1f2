package skald.contracts.notifications;

/** An e-mail about the order was handed over. Key: the order id. */
public record CustomerNotified(String orderId, String subject) {}
