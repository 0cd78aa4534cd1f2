package skald.orders.application;

import java.util.UUID;

/**
 * Command of an operator: announce again what the order waits for. Answer: {@link JourneyStands}, {@link NoSuchOrder} or
 * {@link Refusal}.
 */
public record AnnounceAgain(UUID orderId) {}
