package skald.inventory.adapter.out;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.inventory.ReservationFact;
import skald.inventory.application.Reservations;
import skald.inventory.domain.Reservation;
import skald.toolkit.memory.InMemoryStates;

/** The reservations in memory. */
public final class InMemoryReservations extends InMemoryStates<UUID, Reservation> implements Reservations {

    @Override
    public List<ReservationFact> facts(@Nullable UUID after, int max) {
        return entriesAfter(after)
                .limit(max)
                .map(entry -> new ReservationFact(
                        entry.getKey(),
                        entry.getValue().status(),
                        entry.getValue().goods().lines()))
                .toList();
    }
}
