package skald.contracts.orders;

import org.jspecify.annotations.Nullable;

/** The order is cancelled and everything done for it is undone, payment included. Key: the order id. */
public record OrderCancelled(
        String orderId, String userId, @Nullable String reason) {}
