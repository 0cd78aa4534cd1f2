package skald.orders.adapter.out;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.orders.OrderFact;
import skald.orders.application.Orders;
import skald.orders.domain.Order;
import skald.toolkit.memory.InMemoryStates;

/** Orders in memory. */
public final class InMemoryOrders extends InMemoryStates<UUID, Order> implements Orders {

    @Override
    public List<OrderFact> facts(@Nullable UUID after, int max) {
        Stream<Order> orders = after == null ? all() : after(after);
        return orders.limit(max).map(OrderFact::of).toList();
    }

    @Override
    public List<String> keysUsedTwice(int max) {
        Set<String> seen = new HashSet<>();
        return all().map(Order::placedWith)
                .filter(key -> key != null && !seen.add(key))
                .distinct()
                .limit(max)
                .toList();
    }
}
