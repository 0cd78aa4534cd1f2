package skald.orderviews.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.TimelineEntry;

/** Port to what is asked of the read model. Only orders that were placed are found. Thread-safe. */
public interface OrderQueries {

    Optional<FoundOrder> find(UUID orderId);

    /**
     * The newest orders that fit.
     *
     * @throws SearchAwayException if it is another server's work and that cannot be asked
     */
    List<ListedOrder> list(OrderSearch search);

    /**
     * Waits until {@link #list} sees everything that is in the tables now.
     *
     * @return whether it does; {@code false} if that takes longer than {@code patience}
     */
    default boolean awaitListed(Duration patience) {
        return true;
    }

    /** What happened to an order, in the order of time; empty if nothing is known of it. */
    List<TimelineEntry> timeline(UUID orderId);

    /** Orders by their ids, above {@code after}, at most {@code max}. */
    List<OrderView> placed(@Nullable UUID after, int max);
}
