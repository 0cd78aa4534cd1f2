package skald.inventory.application;

import java.util.UUID;
import skald.inventory.domain.PendingOrder;
import skald.toolkit.States;

/** The orders of which only one half is known, by order id. */
public interface PendingOrders extends States<UUID, PendingOrder> {}
