package skald.orderviews.application;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.orderviews.domain.DisplayStatus;
import skald.orderviews.domain.WordQuery;

/**
 * Which orders are wanted, newest first.
 *
 * @param statuses any of these; empty for all
 * @param after the last order of the page before
 * @param limit at most so many
 */
public record OrderSearch(
        @Nullable UUID userId,
        Set<DisplayStatus> statuses,
        @Nullable WordQuery words,
        @Nullable Instant placedAfter,
        @Nullable Instant placedBefore,
        @Nullable After after,
        int limit) {

    /** A place in the list of all orders. */
    public record After(Instant placedAt, UUID orderId) {}

    public OrderSearch {
        statuses = Set.copyOf(statuses);
    }

    /** All orders. */
    public static OrderSearch all(int limit) {
        return new OrderSearch(null, Set.of(), null, null, null, null, limit);
    }
}
