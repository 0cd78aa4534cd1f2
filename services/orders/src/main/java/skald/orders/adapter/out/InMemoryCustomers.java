package skald.orders.adapter.out;

import java.util.List;
import java.util.UUID;
import skald.orders.application.Customers;
import skald.orders.domain.Customer;
import skald.toolkit.Rows;
import skald.toolkit.Tx;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryTx;

/** The copy of who may order in memory. */
public final class InMemoryCustomers extends InMemoryStates<UUID, Customer> implements Customers {

    /** Wipes the personal data of erased users from their orders. */
    public record Erasures(InMemoryOrders orders) implements Rows<UUID> {
        @Override
        public boolean changesStates() {
            return true;
        }

        @Override
        public void append(Tx tx, List<UUID> users) {
            List<UUID> erased = List.copyOf(users);
            InMemoryTx.of(tx)
                    .atCommit(
                            () -> {},
                            () -> orders.replaceAll(order -> erased.contains(order.userId()) ? order.erased() : order));
        }
    }
}
