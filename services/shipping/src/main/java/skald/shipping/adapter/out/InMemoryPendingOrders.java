package skald.shipping.adapter.out;

import java.util.List;
import java.util.UUID;
import skald.contracts.Address;
import skald.shipping.application.PendingOrders;
import skald.shipping.domain.PendingOrder;
import skald.toolkit.Rows;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryTx;

/** The orders of which only one half is known, in memory. */
public final class InMemoryPendingOrders extends InMemoryStates<UUID, PendingOrder> implements PendingOrders {

    @Override
    public Rows<UUID> erasures() {
        return (tx, users) ->
                InMemoryTx.of(tx).atCommit(() -> {}, () -> replaceAll(order -> erased(order, List.copyOf(users))));
    }

    private static PendingOrder erased(PendingOrder order, List<UUID> users) {
        return order instanceof PendingOrder.Announced announced && users.contains(announced.userId())
                ? new PendingOrder.Announced(
                        announced.userId(),
                        new Address(
                                "erased",
                                "erased",
                                null,
                                "erased",
                                announced.shipTo().country()),
                        announced.lines())
                : order;
    }
}
