package skald.inventory.adapter.out;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import skald.inventory.ReservationFact;
import skald.inventory.application.Reservations;
import skald.inventory.domain.Reservation;
import skald.toolkit.memory.InMemoryStates;

/** The reservations in memory. */
