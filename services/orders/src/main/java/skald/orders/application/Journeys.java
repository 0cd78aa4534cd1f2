package skald.orders.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.toolkit.States;

/** Port to the journeys of the orders that no coordinator carries, by order id. */
public interface Journeys extends States<UUID, Journey> {

    /** One journey, outside a batch. */
    Optional<Journey> find(UUID orderId);

    /** Journeys that are not at rest, in the order of their order ids after {@code after}, at most {@code max}. */
    List<Journey> open(boolean onlyStuck, @Nullable UUID after, int max);

    /** The orders whose journey is not at rest, and either stuck or due at {@code dueSince} or later. */
    Set<String> carried(Instant dueSince);
}
