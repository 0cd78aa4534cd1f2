package skald.orders.application;

/** Timer: time to look whether an order that no coordinator carries hangs. */
public record JourneyDue(String orderId) {}
