package skald.orders.adapter.out;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.orders.OrderFact;
import skald.orders.application.Orders;
import skald.orders.domain.Order;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryTx;

/** Orders in memory. */
public final class InMemoryOrders extends InMemoryStates<UUID, Order> implements Orders {

    @Override
    public List<OrderFact> facts(@Nullable UUID after, int max) {
        Stream<Order> orders = after == null ? all() : after(after);
        return orders.limit(max).map(OrderFact::of).toList();
    }

    @Override
    public Optional<Order> placedWith(String scope) {
        return all().filter(order -> scope.equals(order.placedWith())).findFirst();
    }

    /** As the unique index of the table does. */
    @Override
    public void save(Tx tx, Collection<Change<UUID, Order>> changes) {
        for (Change<UUID, Order> change : changes) {
            String scope = change.written().placedWith();
            if (change.before() == null && scope != null) {
                InMemoryTx.of(tx).atCommit(() -> requireNew(scope), () -> {});
            }
        }
        super.save(tx, changes);
    }

    private void requireNew(String scope) {
        if (placedWith(scope).isPresent()) {
            throw new IllegalStateException("an order was placed with this key already");
        }
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
