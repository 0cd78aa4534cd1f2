package skald.orders.adapter.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.orders.OrderFixtures.NOON;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import skald.orders.application.Journey;
import skald.orders.application.Journeys;
import skald.orders.application.Stage;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.saga.Cause;

/** What the port to the journeys promises, whatever is behind it. */
abstract class JourneysContract {
    abstract Store store();

    abstract Journeys journeys();

    @Test
    void a_journey_is_read_as_it_was_written() {
        Journey plain = journey(1, Stage.AUTHORIZE, false);
        save(0, null, plain);
        assertThat(journeys().find(id(1))).contains(plain);

        Journey full = new Journey(
                id(1),
                Stage.WITHDRAW,
                3,
                true,
                Cause.REFUSED,
                "no",
                Set.of(Journey.Heard.VOIDED, Journey.Heard.REFUNDED),
                "TRACK-1",
                NOON.plusSeconds(1),
                NOON.plus(Duration.ofMinutes(8)),
                NOON,
                NOON.plusSeconds(2));
        save(1, plain, full);
        try (Tx tx = store().begin()) {
            assertThat(journeys().load(tx, List.of(id(1), id(2))))
                    .containsOnly(java.util.Map.entry(id(1), new Versioned<>(full, 2)));
        }
    }

    @Test
    void a_change_of_a_version_that_has_moved_on_is_refused() {
        Journey journey = journey(1, Stage.AUTHORIZE, false);
        save(0, null, journey);

        assertThatThrownBy(() -> save(0, null, journey)).isInstanceOf(ConcurrentChangeException.class);
        assertThatThrownBy(() -> save(5, journey, journey)).isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void what_is_under_way_comes_in_the_order_of_ids_and_in_pages() {
        save(0, null, journey(1, Stage.AUTHORIZE, false));
        save(0, null, journey(2, Stage.REST, false));
        save(0, null, journey(3, Stage.WITHDRAW, true));
        save(0, null, journey(4, Stage.RETURN, false));

        assertThat(journeys().open(false, null, 2)).extracting(Journey::orderId).containsExactly(id(1), id(3));
        assertThat(journeys().open(false, id(3), 2))
                .extracting(Journey::orderId)
                .containsExactly(id(4));
        assertThat(journeys().open(true, null, 9)).extracting(Journey::orderId).containsExactly(id(3));
    }

    @Test
    void a_journey_carries_its_order_until_it_is_at_rest_or_its_timer_is_lost() {
        save(0, null, journey(1, Stage.BOOK, false));
        save(0, null, journey(2, Stage.REST, false));
        save(0, null, journey(3, Stage.WITHDRAW, true));

        assertThat(journeys().carried(NOON)).containsExactlyInAnyOrder(id(1).toString(), id(3).toString());
        assertThat(journeys().carried(NOON.plusSeconds(60))).containsExactly(id(3).toString());
    }

    private void save(long version, Journey before, Journey after) {
        try (Tx tx = store().begin()) {
            journeys().save(tx, List.of(new Change<>(after.orderId(), version, before, after)));
            tx.commit();
        }
    }

    private static UUID id(int n) {
        return new UUID(0x7000, n);
    }

    private static Journey journey(int n, Stage stage, boolean stuck) {
        return new Journey(
                id(n),
                stage,
                1,
                stuck,
                null,
                null,
                Set.of(),
                null,
                NOON.plusSeconds(15),
                NOON.plus(Duration.ofMinutes(8)),
                NOON,
                NOON);
    }
}
