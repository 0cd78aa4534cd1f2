package skald.orders.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.orders.domain.OrderRequest;

/** Command: place an order. Answer: {@link OrderAccepted} or {@link Refusal}. */
public record PlaceOrder(
        UUID orderId,
        UUID userId,
        List<Line> lines,
        Address shipTo,
        String paymentMethod,
        String paymentToken,
        @Nullable String reference,
        @Nullable String placedWith) {

    OrderRequest request(Instant now) {
        return new OrderRequest(
                orderId, userId, lines, shipTo, paymentMethod, paymentToken, reference, placedWith, now);
    }
}
