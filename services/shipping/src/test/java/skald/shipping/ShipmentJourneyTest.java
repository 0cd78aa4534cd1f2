package skald.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.shipping.Journey.LINES;
import static skald.shipping.Journey.NOON;
import static skald.shipping.Journey.ORDER;
import static skald.shipping.Journey.ORDER_ID;
import static skald.shipping.Journey.at;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skald.contracts.shipping.CancelShipmentRefused;
import skald.contracts.shipping.DispatchAbandoned;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDelivered;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.shipping.ShipmentRefused;
import skald.shipping.application.DeliveryReply.DeliveryNoted;
import skald.shipping.application.DeliveryReply.DeliveryRefused;
import skald.shipping.application.DeliveryReply.NoSuchShipment;
import skald.shipping.application.ParcelRow.Packed;
import skald.shipping.domain.Shipment.Status;

class ShipmentJourneyTest {
    private static final ShipmentCancelled CANCELLED = new ShipmentCancelled(ORDER);
    private static final DispatchAbandoned ABANDONED = new DispatchAbandoned(ORDER);
    private static final CancelShipmentRefused TOO_LATE =
            new CancelShipmentRefused(ORDER, "the carrier has the goods already");

    private final Journey journey = new Journey();

    private String booked(String street) {
        journey.book(street).untilQuiet();
        String trackingCode = journey.shipment().requireTrackingCode();
        assertThat(journey.published()).containsExactly(new ShipmentBooked(ORDER, trackingCode));
        return trackingCode;
    }

    private String dispatched() {
        String trackingCode = booked("Ackerstraße 1");
        journey.dispatch().untilQuiet();
        assertThat(journey.published()).containsExactly(new ShipmentDispatched(ORDER, trackingCode));
        return trackingCode;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ackerstraße 1", "[slow]", "[hang]", "[book-lost]", "[dispatch-lost]", "[unavailable]"})
    void whatever_the_carrier_does_the_goods_leave_once(String street) {
        journey.book(street).untilQuiet().dispatch().untilQuiet();

        String trackingCode = journey.shipment().requireTrackingCode();
        assertThat(journey.published())
                .containsExactly(new ShipmentBooked(ORDER, trackingCode), new ShipmentDispatched(ORDER, trackingCode));
        assertThat(journey.shipment().status()).isEqualTo(Status.DISPATCHED);
        assertThat(journey.carrier.ledger(null, 10)).hasSize(2);
    }

    @Test
    void the_parcel_is_written_down_with_the_first_booking_only() {
        journey.book("Ackerstraße 1");
        assertThat(journey.decision.appended()).containsExactly(new Packed(ORDER_ID, at("Ackerstraße 1"), LINES));

        journey.book("Ackerstraße 1");
        assertThat(journey.decision.appended()).isEmpty();
    }

    @Test
    void an_answered_command_is_answered_again_without_a_call() {
        String trackingCode = dispatched();

        journey.book("Ackerstraße 1").dispatch();

        assertThat(journey.published())
                .containsExactly(new ShipmentBooked(ORDER, trackingCode), new ShipmentDispatched(ORDER, trackingCode));
        assertThat(journey.waiting()).isEmpty();
    }

    @Test
    void a_command_under_way_is_answered_once() {
        journey.book("Ackerstraße 1").book("Ackerstraße 1").untilQuiet();
        journey.dispatch().dispatch().untilQuiet();

        assertThat(journey.published()).hasSize(2);
    }

    @Test
    void an_address_that_the_carrier_refuses_is_refused_again_and_again() {
        journey.book("[refuse]").untilQuiet().book("[refuse]");

        ShipmentRefused refused = new ShipmentRefused(ORDER, "the carrier does not deliver to this address");
        assertThat(journey.published()).containsExactly(refused, refused);
        assertThat(journey.shipment().status()).isEqualTo(Status.FAILED);
        assertThat(journey.cancel().dispatch().published()).containsExactly(CANCELLED, ABANDONED);
    }

    @Test
    void a_cancellation_of_nothing_is_done_and_no_booking_can_follow() {
        journey.cancel().book("Ackerstraße 1").dispatch().cancel();

        assertThat(journey.published())
                .containsExactly(
                        CANCELLED,
                        new ShipmentRefused(ORDER, "the shipment was cancelled before"),
                        ABANDONED,
                        CANCELLED);
        assertThat(journey.waiting()).isEmpty();
    }

    @Test
    void a_dispatch_of_nothing_is_abandoned_and_leaves_nothing_behind() {
        assertThat(journey.dispatch().published()).containsExactly(ABANDONED);
        assertThat(journey.hasShipment()).isFalse();
    }

    @Test
    void a_booked_shipment_is_cancelled_by_the_carrier() {
        booked("Ackerstraße 1");
        journey.cancel().cancel().untilQuiet().dispatch();

        assertThat(journey.published()).containsExactly(CANCELLED, ABANDONED);
        assertThat(journey.shipment().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_cancellation_overtakes_a_booking_that_is_still_to_come() {
        journey.book("Ackerstraße 1").cancel().attempt("cancel").attempt("book");

        assertThat(journey.published()).containsExactly(CANCELLED);
        assertThat(journey.shipment().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_booking_that_is_found_after_its_cancellation_is_cancelled() {
        journey.book("[book-lost]").attempt("book").cancel().attempt("cancel").attempt("book");

        assertThat(journey.published()).containsExactly(CANCELLED);
        assertThat(journey.shipment().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_booking_answered_while_it_is_being_cancelled_is_told_to_nobody() {
        journey.book("Ackerstraße 1").cancel().attempt("book");
        assertThat(journey.published()).isEmpty();
        assertThat(journey.shipment().status()).isEqualTo(Status.BOOKED);

        assertThat(journey.attempt("cancel").published()).containsExactly(CANCELLED);
    }

    @Test
    void a_booking_refused_while_it_is_being_cancelled_is_told_to_nobody() {
        journey.book("[refuse]").cancel().attempt("book");
        assertThat(journey.published()).isEmpty();

        assertThat(journey.attempt("cancel").published()).containsExactly(CANCELLED);
        assertThat(journey.shipment().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void a_booking_is_refused_while_it_is_being_cancelled() {
        journey.book("Ackerstraße 1").cancel().book("Ackerstraße 1");

        assertThat(journey.published()).containsExactly(new ShipmentRefused(ORDER, "the shipment is being cancelled"));
    }

    @Test
    void goods_held_again_during_a_recall_are_not_given_back_before_the_carrier_decides() {
        String trackingCode = booked("Ackerstraße 1");

        journey.recall().held();
        assertThat(journey.published()).isEmpty();

        journey.paid().attempt("dispatch").attempt("cancel");
        assertThat(journey.published()).containsExactly(new ShipmentDispatched(ORDER, trackingCode), TOO_LATE);
        assertThat(journey.shipment().status()).isEqualTo(Status.DISPATCHED);
    }

    @Test
    void goods_held_again_during_a_recall_that_wins_are_given_back_by_the_cancellation() {
        booked("Ackerstraße 1");

        journey.recall().held().attempt("cancel");

        assertThat(journey.published()).containsExactly(CANCELLED);
    }

    @Test
    void a_booking_that_left_is_never_refused_also_while_its_cancellation_is_unanswered() {
        String trackingCode = booked("Ackerstraße 1");
        journey.recall().paid().attempt("dispatch");
        assertThat(journey.published()).containsExactly(new ShipmentDispatched(ORDER, trackingCode));

        journey.held().book("Ackerstraße 1").deliver().held().book("Ackerstraße 1");

        assertThat(journey.published())
                .hasOnlyElementsOfTypes(ShipmentBooked.class, ShipmentDelivered.class)
                .contains(new ShipmentBooked(ORDER, trackingCode));
        assertThat(journey.attempt("cancel").published()).containsExactly(TOO_LATE);
    }

    @Test
    void a_cancellation_after_the_dispatch_is_refused() {
        dispatched();

        assertThat(journey.cancel().cancel().published()).containsExactly(TOO_LATE, TOO_LATE);
        assertThat(journey.waiting()).isEmpty();
    }

    @Test
    void a_dispatch_whose_answer_was_lost_wins_against_a_cancellation() {
        booked("[dispatch-lost]");
        journey.dispatch().attempt("dispatch").cancel().attempt("cancel");
        journey.cancel().attempt("cancel");
        assertThat(journey.published()).containsExactly(TOO_LATE, TOO_LATE);

        journey.attempt("dispatch");
        assertThat(journey.published()).hasOnlyElementsOfType(ShipmentDispatched.class);
        assertThat(journey.shipment().status()).isEqualTo(Status.DISPATCHED);
    }

    @Test
    void a_shipment_on_hold_stays_booked_until_it_is_cancelled() {
        booked("Ackerstraße 1 [hold]");
        journey.dispatch().untilQuiet();
        assertThat(journey.waiting()).containsExactly("dispatch");
        assertThat(journey.published()).isEmpty();

        journey.cancel().attempt("cancel").attempt("dispatch");
        assertThat(journey.published()).containsExactly(CANCELLED, ABANDONED);
    }

    @Test
    void a_delivery_is_announced_once_however_often_it_is_reported() {
        dispatched();

        DeliveryNoted noted = new DeliveryNoted(ORDER, NOON);
        assertThat(journey.deliver().decision.answer()).isEqualTo(noted);
        assertThat(journey.deliver().decision.answer()).isEqualTo(noted);
        assertThat(journey.published()).containsExactly(new ShipmentDelivered(ORDER));
        assertThat(journey.cancel().published()).containsExactly(TOO_LATE);
    }

    @Test
    void only_what_was_dispatched_is_delivered() {
        assertThat(journey.deliver().decision.answer()).isEqualTo(new NoSuchShipment(ORDER));
        booked("Ackerstraße 1");

        assertThat(journey.deliver().decision.answer()).isEqualTo(new DeliveryRefused(ORDER, "BOOKED"));
        assertThat(journey.decision.refused()).isTrue();
        assertThat(journey.published()).isEmpty();
    }
}
