package skald.inventory.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the stock journal.
 *
 * @param quantity at least 1, but for an adjustment, where it is the difference and not 0
 * @param orderId the order that caused it, if one did
 * @param reason what a person wrote about it
 */
public record Movement(
        MovementKind kind,
        String sku,
        long quantity,
        @Nullable UUID orderId,
        @Nullable String reason,
        Instant at) {

    /** Refuses a quantity that the kind cannot have. */
    public Movement {
        if (kind == MovementKind.ADJUSTMENT ? quantity == 0 : quantity < 1) {
            throw new IllegalArgumentException("a " + kind + " of " + quantity + " is none");
        }
    }
}
