package skald.contracts.orders;

import org.jspecify.annotations.Nullable;

/** The customer wants the order cancelled; it is locked while that is decided. Key: the order id. */
public record CancellationRequested(
        String orderId, String userId, @Nullable String reason) {}
