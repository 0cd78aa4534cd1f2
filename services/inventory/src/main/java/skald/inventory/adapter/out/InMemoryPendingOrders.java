package skald.inventory.adapter.out;

import java.util.UUID;
import skald.inventory.application.PendingOrders;
import skald.inventory.domain.PendingOrder;
import skald.toolkit.memory.InMemoryStates;

/** The orders of which only one half is known, in memory. */
public final class InMemoryPendingOrders extends InMemoryStates<UUID, PendingOrder> implements PendingOrders {}
