package skald.inventory.application;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.inventory.ReservationFact;
import skald.inventory.domain.Reservation;
import skald.toolkit.States;

/** What is kept for orders, by order id. */
public interface Reservations extends States<UUID, Reservation> {

    /** At most {@code max} reservations after the order {@code after}, in the order of the order ids. */
    List<ReservationFact> facts(@Nullable UUID after, int max);

    /** All messages about an order have its id as their key. */
    @Override
    default boolean isOfOneLane(Reservation reservation) {
        return true;
    }
}
