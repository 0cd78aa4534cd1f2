package skald.simulators.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.simulators.Delay;
import skald.simulators.NoAnswerException;
import skald.simulators.UnavailableException;
import skald.simulators.carrier.CarrierAnswer.AlreadyDispatched;
import skald.simulators.carrier.CarrierAnswer.Booked;
import skald.simulators.carrier.CarrierAnswer.Cancellation;
import skald.simulators.carrier.CarrierAnswer.Cancelled;
import skald.simulators.carrier.CarrierAnswer.Dispatch;
import skald.simulators.carrier.CarrierAnswer.Dispatched;
import skald.simulators.carrier.CarrierAnswer.NotYet;
import skald.simulators.carrier.CarrierAnswer.Refused;

/** What the carrier does, whatever keeps its books. */
abstract class CarrierContract {
    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    final List<Duration> waited = new ArrayList<>();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final CarrierSimulator carrier = carrier(waited::add);

    /** A carrier on the same books each time. */
    abstract CarrierSimulator carrier(Delay delay);

    @AfterEach
    void stop() {
        threads.close();
    }

    private CarrierAnswer.Booking book(String key, String street) throws InterruptedException {
        return carrier.book(key, new Destination("Anna", street, "10115", "Berlin", "DE"));
    }

    @Test
    void a_booking_is_dispatched_under_its_tracking_code() throws Exception {
        Booked booked = (Booked) book("b", "Ackerstraße 1");

        assertThat(booked.trackingCode()).startsWith("SKD");
        assertThat(carrier.dispatch("d", "b")).isEqualTo(new Dispatched(booked.trackingCode()));
        assertThat(carrier.dispatch("d", "b")).isEqualTo(new Dispatched(booked.trackingCode()));
        assertThat(book("b", "Ackerstraße 1")).isEqualTo(booked);
        assertThat(book("b2", "Ackerstraße 1")).isNotEqualTo(booked);
    }

    @Test
    void a_cancelled_booking_is_not_dispatched() throws Exception {
        book("b", "Ackerstraße 1");

        assertThat(carrier.cancel("c", "b")).isEqualTo(new Cancelled());
        assertThat(carrier.dispatch("d", "b")).isEqualTo(new Cancelled());
    }

    @Test
    void a_dispatched_booking_is_not_cancelled() throws Exception {
        book("b", "Ackerstraße 1");
        carrier.dispatch("d", "b");

        assertThat(carrier.cancel("c", "b")).isEqualTo(new AlreadyDispatched());
        assertThat(carrier.find("c")).contains(new AlreadyDispatched());
    }

    @Test
    void a_booking_that_comes_after_its_cancellation_is_refused() throws Exception {
        assertThat(carrier.cancel("c", "b")).isEqualTo(new Cancelled());
        assertThat(book("b", "Ackerstraße 1")).isEqualTo(new Refused("the booking was cancelled before it was made"));
    }

    @Test
    void what_is_not_booked_is_not_dispatched_yet() throws Exception {
        assertThat(carrier.dispatch("d", "b")).isEqualTo(new NotYet());
        assertThat(carrier.find("d")).isEmpty();
        book("b", "Ackerstraße 1");
        assertThat(carrier.dispatch("d", "b")).isInstanceOf(Dispatched.class);
    }

    @Test
    void an_address_may_be_refused() throws Exception {
        assertThat(book("b", "Ackerstraße 1 [refuse]"))
                .isEqualTo(new Refused("the carrier does not deliver to this address"));
        assertThat(carrier.dispatch("d", "b")).isEqualTo(new Cancelled());
        assertThat(carrier.cancel("c", "b")).isEqualTo(new Cancelled());
    }

    @Test
    void a_slow_booking_takes_two_seconds() throws Exception {
        assertThat(book("b", "[slow]")).isInstanceOf(Booked.class);
        assertThat(waited).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void a_hanging_booking_does_nothing_at_first_and_works_with_the_second_call() throws Exception {
        assertThatThrownBy(() -> book("b", "[hang]")).isInstanceOf(NoAnswerException.class);
        assertThat(carrier.find("b")).isEmpty();
        assertThat(book("b", "[hang]")).isInstanceOf(Booked.class);
    }

    @Test
    void an_unavailable_carrier_does_nothing_three_times() throws Exception {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> book("b", "[unavailable]")).isInstanceOf(UnavailableException.class);
            assertThat(carrier.find("b")).isEmpty();
        }
        assertThat(book("b", "[unavailable]")).isInstanceOf(Booked.class);
    }

    @Test
    void lost_answers_are_found_later() throws Exception {
        assertThatThrownBy(() -> book("b", "[book-lost]")).isInstanceOf(NoAnswerException.class);
        assertThat(carrier.find("b").orElseThrow()).isInstanceOf(Booked.class);
        book("b2", "[dispatch-lost]");
        assertThatThrownBy(() -> carrier.dispatch("d", "b2")).isInstanceOf(NoAnswerException.class);
        assertThat(carrier.find("d").orElseThrow()).isInstanceOf(Dispatched.class);
    }

    @Test
    void a_held_booking_is_not_collected_and_can_be_cancelled() throws Exception {
        assertThat(book("b", "Ackerstraße 1 [hold]")).isInstanceOf(Booked.class);
        assertThat(carrier.dispatch("d", "b")).isEqualTo(new NotYet());
        assertThat(carrier.dispatch("d", "b")).isEqualTo(new NotYet());
        assertThat(carrier.cancel("c", "b")).isEqualTo(new Cancelled());
        assertThat(carrier.dispatch("d", "b")).isEqualTo(new Cancelled());
    }

    @Test
    void a_key_is_good_for_one_call_only() throws Exception {
        book("b", "Ackerstraße 1");

        assertThatThrownBy(() -> carrier.cancel("b", "b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_many_cancellations_and_dispatches_at_once_one_wins_for_each_booking() throws Exception {
        List<Future<Cancellation>> cancellations = new ArrayList<>();
        List<Future<Dispatch>> dispatches = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String key = "order-" + i;
            book(key, "Ackerstraße 1");
            cancellations.add(threads.submit(() -> carrier.cancel(key + ":cancel", key)));
            dispatches.add(threads.submit(() -> carrier.dispatch(key + ":dispatch", key)));
        }

        for (int i = 0; i < 200; i++) {
            boolean cancelled = cancellations.get(i).get() instanceof Cancelled;
            assertThat(dispatches.get(i).get() instanceof Dispatched).isNotEqualTo(cancelled);
        }
        assertThat(carrier.ledger(null, 1000)).hasSize(600);
        assertThat(carrier.ledger("order-99:cancel", 1))
                .extracting(CarrierEntry::key)
                .containsExactly("order-99:dispatch");
    }
}
