package skald.shipping.application;

import java.util.UUID;
import skald.shipping.domain.PendingOrder;
import skald.toolkit.Rows;
import skald.toolkit.States;

/** The orders of which only one half is known, by order id. Thread-safe. */
public interface PendingOrders extends States<UUID, PendingOrder> {

    /** Takes the ids of users whose addresses are to be forgotten. */
    Rows<UUID> erasures();
}
