package skald.shipping.application;

/** The carrier reports that the customer has the goods. */
public record ReportDelivery(String orderId) {}
