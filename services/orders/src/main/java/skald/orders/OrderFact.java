package skald.orders;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.orders.domain.Order;

/**
 * What the audit knows of an order.
 *
 * @param status the lifecycle status
 * @param total in minor units of {@code currency}
 * @param returnedValue what returned goods cost, refunded or (if {@code returnPending}) being refunded
 * @param placedWith the scope of its idempotency key, if it had one
 */
public record OrderFact(
        UUID orderId,
        String status,
        String currency,
        long total,
        long returnedValue,
        boolean returnPending,
        boolean shipped,
        @Nullable String placedWith,
        Instant placedAt,
        List<Item> items) {

    /** An order as the audit sees it. */
    public static OrderFact of(Order order) {
        return new OrderFact(
                order.orderId(),
                order.status().name(),
                order.total().currency(),
                order.total().amount(),
                order.refundedForReturns(),
                order.pendingReturn() != null,
                order.shipped(),
                order.placedWith(),
                order.placedAt(),
                order.lines().stream()
                        .map(line -> new Item(line.sku(), line.quantity(), line.price()))
                        .toList());
    }

    /** One line: quantity and price as accepted. */
    public record Item(String sku, long quantity, long price) {}
}
