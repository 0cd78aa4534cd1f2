package skald.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import skald.contracts.shipping.CancelShipmentRefused;
import skald.contracts.shipping.DispatchAbandoned;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDispatched;
import skald.shipping.domain.Shipment.Status;
import skald.simulators.carrier.CarrierEntry;
import skald.simulators.carrier.CarrierEntry.Outcome;

/** Commands and carrier calls in any order: whatever happens, service and carrier tell the same story in the end. */
class ShipmentInterleavingsTest {
    private static final int SEEDS = 3_000;
    private static final List<String> STREETS =
            List.of("Ackerstraße 1", "[refuse]", "[hang]", "[book-lost]", "[dispatch-lost]", "[unavailable]", "[hold]");

    @Test
    void the_books_agree_after_any_interleaving() {
        int cancelled = 0;
        int tooLate = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Journey journey = new Journey();
            List<Object> published = run(journey, new Random(seed));
            check(journey, published, "seed " + seed);
            cancelled += has(published, ShipmentCancelled.class) ? 1 : 0;
            tooLate += has(published, CancelShipmentRefused.class) ? 1 : 0;
        }
        // The generator reaches what it is for.
        assertThat(cancelled).isGreaterThan(SEEDS / 10);
        assertThat(tooLate).isGreaterThan(SEEDS / 10);
    }

    private static List<Object> run(Journey journey, Random random) {
        String street = STREETS.get(random.nextInt(STREETS.size()));
        for (int step = 0; step < 14; step++) {
            List<String> waiting = journey.waiting();
            if (!waiting.isEmpty() && random.nextBoolean()) {
                journey.attempt(waiting.get(random.nextInt(waiting.size())));
                continue;
            }
            switch (random.nextInt(step < 6 ? 4 : 6)) {
                case 0, 1 -> journey.book(street);
                case 2, 3 -> journey.dispatch();
                case 4 -> journey.cancel();
                default -> journey.deliver();
            }
        }
        journey.untilQuiet();
        return journey.published();
    }

    private static boolean has(List<Object> published, Class<?> type) {
        return published.stream().anyMatch(type::isInstance);
    }

    private static void check(Journey journey, List<Object> published, String seed) {
        if (!journey.hasShipment()) {
            assertThat(journey.carrier.ledger(null, 10)).as(seed).isEmpty();
            return;
        }
        List<Outcome> books = journey.carrier.ledger(null, 10).stream()
                .map(CarrierEntry::outcome)
                .toList();
        Status status = journey.shipment().status();
        boolean left = status == Status.DISPATCHED || status == Status.DELIVERED;

        assertThat(left).as(seed).isEqualTo(books.contains(Outcome.DISPATCHED));
        assertThat(has(published, ShipmentDispatched.class)).as(seed).isEqualTo(left);
        assertThat(books.contains(Outcome.CANCELLED) && left).as(seed).isFalse();
        assertThat(books.contains(Outcome.BOOKED) && status == Status.FAILED)
                .as(seed)
                .isFalse();
        if (books.contains(Outcome.CANCELLED)) {
            assertThat(status).as(seed).isEqualTo(Status.CANCELLED);
            assertThat(published).as(seed).anyMatch(ShipmentCancelled.class::isInstance);
        }
        if (left) {
            assertThat(has(published, ShipmentCancelled.class)).as(seed).isFalse();
            assertThat(has(published, DispatchAbandoned.class)
                            && journey.waiting().contains("dispatch"))
                    .as(seed)
                    .isFalse();
        }
        // Only what the carrier holds back is still asked for.
        assertThat(journey.waiting()).as(seed).isSubsetOf("dispatch");
    }
}
