package skald.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.payments.Journey.ORDER;
import static skald.payments.Journey.euros;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skald.contracts.Money;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.payments.domain.Payment.Summary;
import skald.payments.domain.Transaction.Status;
import skald.simulators.gateway.GatewaySimulator;

class PaymentJourneyTest {
    private static final PaymentAuthorized AUTHORIZED = new PaymentAuthorized(ORDER, euros(10));
    private static final PaymentCaptured CAPTURED = new PaymentCaptured(ORDER, euros(10));
    private static final PaymentVoided VOIDED = new PaymentVoided(ORDER);

    private final Journey journey = new Journey();

    private Journey authorized(String token) {
        journey.authorize(token).untilQuiet();
        assertThat(journey.published()).containsExactly(AUTHORIZED);
        return journey;
    }

    private Journey captured() {
        authorized("tok_visa").capture().untilQuiet();
        assertThat(journey.published()).containsExactly(CAPTURED);
        return journey;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tok_visa",
                "tok_slow",
                "tok_hang",
                "tok_authorize_lost",
                "tok_capture_lost",
                "tok_500_after_charge",
                "tok_unavailable"
            })
    void whatever_the_gateway_does_a_good_card_is_charged_once(String token) {
        journey.authorize(token).untilQuiet().capture().untilQuiet();

        assertThat(journey.published()).containsExactly(AUTHORIZED, CAPTURED);
        assertThat(journey.payment().summary()).isEqualTo(Summary.CAPTURED);
        assertThat(journey.gateway.ledger(null, 10)).hasSize(2);
    }

    @Test
    void times_are_kept_in_microseconds() {
        captured();

        assertThat(journey.payment().transactions())
                .allMatch(transaction -> transaction.at().equals(Journey.NOON));
    }

    @Test
    void an_answered_command_is_answered_again_without_a_call() {
        captured();

        journey.authorize("tok_visa").capture();

        assertThat(journey.published()).containsExactly(AUTHORIZED, CAPTURED);
        assertThat(journey.waiting()).isEmpty();
    }

    @Test
    void a_command_under_way_is_answered_once() {
        journey.authorize("tok_visa").authorize("tok_visa").untilQuiet();
        journey.capture().capture().untilQuiet();

        assertThat(journey.published()).containsExactly(AUTHORIZED, CAPTURED);
    }

    @Test
    void a_declined_card_is_declined_again_and_again() {
        journey.authorize("tok_declined").untilQuiet().authorize("tok_declined");

        PaymentDeclined declined = new PaymentDeclined(ORDER, "insufficient funds");
        assertThat(journey.published()).containsExactly(declined, declined);
        assertThat(journey.payment().summary()).isEqualTo(Summary.DECLINED);
    }

    @Test
    void a_lost_answer_is_unknown_until_the_gateway_is_asked() {
        journey.authorize("tok_authorize_lost").attempt();
        assertThat(journey.status("authorize")).isEqualTo(Status.UNKNOWN);
        assertThat(journey.published()).isEmpty();

        journey.attempt();
        assertThat(journey.status("authorize")).isEqualTo(Status.SUCCEEDED);
        assertThat(journey.published()).containsExactly(AUTHORIZED);
    }

    @Test
    void an_unavailable_gateway_leaves_the_transaction_pending() {
        journey.authorize("tok_unavailable").attempt();

        assertThat(journey.status("authorize")).isEqualTo(Status.PENDING);
    }

    @Test
    void a_declined_capture_leaves_the_authorization_open_until_it_is_voided() {
        authorized("tok_capture_declined").capture().untilQuiet();
        assertThat(journey.published()).containsExactly(new CaptureDeclined(ORDER, "the card's issuer refuses to pay"));
        assertThat(journey.payment().authorizedOpen()).isEqualTo(1000);

        journey.giveUp().untilQuiet();
        assertThat(journey.published()).containsExactly(VOIDED);
        assertThat(journey.payment().authorizedOpen()).isZero();
        assertThat(journey.payment().summary()).isEqualTo(Summary.VOIDED);
    }

    @Test
    void a_capture_without_authorization_is_declined_and_leaves_nothing_behind() {
        journey.capture();

        assertThat(journey.published()).containsExactly(new CaptureDeclined(ORDER, "nothing is authorized"));
        assertThat(journey.hasPayment()).isFalse();
    }

    @Test
    void a_void_of_nothing_is_done_and_no_authorization_can_follow() {
        journey.giveUp();
        assertThat(journey.published()).containsExactly(VOIDED);
        assertThat(journey.waiting()).isEmpty();

        journey.authorize("tok_visa").capture().giveUp();
        assertThat(journey.published())
                .containsExactly(
                        new PaymentDeclined(ORDER, "the payment was voided before"),
                        new CaptureDeclined(ORDER, "the payment was voided before"),
                        VOIDED);
        assertThat(journey.waiting()).isEmpty();
        assertThat(journey.payment().summary()).isEqualTo(Summary.VOIDED);
    }

    @Test
    void a_void_after_a_declined_card_needs_no_call() {
        journey.authorize("tok_declined").untilQuiet().published();

        journey.giveUp();
        assertThat(journey.published()).containsExactly(VOIDED);
        assertThat(journey.waiting()).isEmpty();
    }

    @Test
    void a_void_overtakes_an_authorization_that_is_still_to_come() {
        journey.authorize("tok_visa").giveUp().attempt("void").attempt("authorize");

        assertThat(journey.published()).containsExactly(VOIDED);
        assertThat(journey.status("authorize")).isEqualTo(Status.DECLINED);
        assertThat(journey.payment().summary()).isEqualTo(Summary.VOIDED);
    }

    @Test
    void an_authorization_that_is_found_after_its_void_is_void() {
        journey.authorize("tok_authorize_lost").attempt("authorize");
        journey.giveUp().attempt("void").attempt("authorize");

        assertThat(journey.published()).containsExactly(VOIDED);
        assertThat(journey.status("authorize")).isEqualTo(Status.SUCCEEDED);
        assertThat(journey.payment().authorizedOpen()).isZero();
        assertThat(journey.capture().published())
                .containsExactly(new CaptureDeclined(ORDER, "the payment was voided before"));
    }

    @Test
    void a_void_before_the_capture_reaches_the_gateway_wins() {
        authorized("tok_visa").capture().giveUp().attempt("void").attempt("capture");

        assertThat(journey.published()).containsExactly(VOIDED);
        assertThat(journey.status("capture")).isEqualTo(Status.DECLINED);
        assertThat(journey.payment().captured()).isZero();
    }

    @Test
    void a_void_after_a_capture_whose_answer_was_lost_pays_back() {
        authorized("tok_capture_lost").capture().attempt("capture");

        journey.giveUp().attempt("void").untilQuiet();

        assertThat(journey.published()).containsExactly(VOIDED);
        assertThat(journey.status("void")).isEqualTo(Status.DECLINED);
        assertThat(journey.status("capture")).isEqualTo(Status.SUCCEEDED);
        assertThat(journey.payment().refunded()).isEqualTo(1000);
        assertThat(journey.payment().summary()).isEqualTo(Summary.REFUNDED);
    }

    @Test
    void a_void_after_the_capture_pays_back_what_is_left() {
        captured().refund("r1", euros(3)).untilQuiet().published();

        journey.giveUp().giveUp().untilQuiet().giveUp();

        assertThat(journey.published()).containsExactly(VOIDED, VOIDED);
        assertThat(journey.payment().refunded()).isEqualTo(1000);
    }

    @Test
    void a_void_that_fails_technically_is_unknown_and_never_given_up() {
        authorized(GatewaySimulator.VOID_FAILS).giveUp();

        for (int attempt = 0; attempt < 5; attempt++) {
            journey.attempt();
        }
        assertThat(journey.status("void")).isEqualTo(Status.UNKNOWN);
        assertThat(journey.waiting()).containsExactly("void");
        assertThat(journey.payment().summary()).isEqualTo(Summary.VOIDING);
        assertThat(journey.published()).isEmpty();
    }

    @Test
    void refunds_add_up_to_what_was_captured() {
        captured().refund("r1", euros(4)).untilQuiet().refund("r2", euros(6)).untilQuiet();

        assertThat(journey.published())
                .containsExactly(
                        new PaymentRefunded(ORDER, "r1", euros(4)), new PaymentRefunded(ORDER, "r2", euros(6)));
        assertThat(journey.payment().summary()).isEqualTo(Summary.REFUNDED);
    }

    @Test
    void a_refund_is_paid_once_however_often_it_is_asked_for() {
        captured().refund("r1", euros(4)).refund("r1", euros(4)).untilQuiet().refund("r1", euros(4));

        PaymentRefunded refunded = new PaymentRefunded(ORDER, "r1", euros(4));
        assertThat(journey.published()).containsExactly(refunded, refunded);
        assertThat(journey.payment().refunded()).isEqualTo(400);
        assertThat(journey.payment().summary()).isEqualTo(Summary.PARTIALLY_REFUNDED);
    }

    @Test
    void a_pending_refund_counts_against_the_next() {
        captured().refund("r1", euros(6)).refund("r2", euros(6));

        assertThat(journey.status("refund:r1")).isEqualTo(Status.PENDING);
        assertThat(journey.status("refund:r2")).isEqualTo(Status.FAILED);
        assertThat(journey.waiting()).containsExactly("refund:r1");
    }

    @Test
    void a_refund_before_the_capture_fails_and_succeeds_when_asked_again_after_it() {
        journey.refund("r1", euros(4));
        assertThat(journey.status("refund:r1")).isEqualTo(Status.FAILED);
        assertThat(journey.published()).isEmpty();

        captured().refund("r1", euros(4)).untilQuiet();
        assertThat(journey.status("refund:r1")).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    void a_refund_in_another_currency_is_a_defect() {
        captured();

        assertThatThrownBy(() -> journey.refund("r1", new Money(1, "USD")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no refund of 0.01 USD is possible");
    }
}
