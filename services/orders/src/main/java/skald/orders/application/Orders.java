package skald.orders.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.orders.OrderFact;
import skald.orders.domain.Order;
import skald.toolkit.States;

/** Port to the orders. */
public interface Orders extends States<UUID, Order> {

    /** One order, outside a batch. */
    Optional<Order> find(UUID orderId);

    /** The order that was placed with this scope of an idempotency key, outside a batch. */
    Optional<Order> placedWith(String scope);

    /** Orders after {@code after}, in the order of their ids, for the audit. */
    List<OrderFact> facts(@Nullable UUID after, int max);

    /** Idempotency keys that placed more than one order, at most {@code max}. */
    List<String> keysUsedTwice(int max);

    /** All messages about an order have its id as their key. */
    @Override
    default boolean isOfOneLane(Order order) {
        return true;
    }
}
