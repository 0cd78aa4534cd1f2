package skald.orders.application;

/** Answer: what the order waits for, announced once more. */
public record JourneyStands(String orderId, Stage stage) {}
