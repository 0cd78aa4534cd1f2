package skald.orders.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Line;

/**
 * What a customer asks for: no price and no total, those are the catalogue's.
 *
 * @param placedWith the scope of the idempotency key that it came with, if it had one
 */
public record OrderRequest(
        UUID orderId,
        UUID userId,
        List<Line> lines,
        Address shipTo,
        String paymentMethod,
        String paymentToken,
        @Nullable String reference,
        @Nullable String placedWith,
        Instant placedAt) {}
