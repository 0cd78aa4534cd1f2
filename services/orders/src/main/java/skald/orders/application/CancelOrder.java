package skald.orders.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Command: cancel an order. Answer: {@link OrderStands} or {@link Refusal}; {@link NoSuchOrder} if there is none.
 *
 * @param attempt a new id for this attempt
 */
public record CancelOrder(
        UUID orderId, UUID attempt, @Nullable String reason) {}
