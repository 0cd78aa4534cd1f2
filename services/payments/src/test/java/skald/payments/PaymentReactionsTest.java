package skald.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.payments.Journey.NOON;
import static skald.payments.Journey.ORDER;
import static skald.payments.Journey.ORDER_ID;
import static skald.payments.Journey.euros;

import org.junit.jupiter.api.Test;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.payments.WithdrawalRefused;
import skald.payments.domain.Decision;
import skald.payments.domain.Payment;
import skald.payments.domain.Reactions;
import skald.payments.domain.Transaction;
import skald.simulators.gateway.GatewaySimulator;

/** Where it is decided who comes first: the capture, or the wish to give the order up. */
class PaymentReactionsTest {
    private final Journey journey = new Journey();

    @Test
    void a_wish_that_comes_before_any_money_closes_the_payment() {
        Decision decision = Reactions.withdraw(null, ORDER_ID, "cancelled", NOON);

        assertThat(decision.answer()).contains(new PaymentVoided(ORDER));
        assertThat(decision.payment().givenUp()).isTrue();
    }

    @Test
    void a_wish_that_comes_before_the_capture_bars_it_for_ever() {
        Payment authorized =
                journey.authorize(GatewaySimulator.VISA).untilQuiet().payment();

        Decision decision = Reactions.withdraw(authorized, ORDER_ID, "cancelled", NOON);

        assertThat(decision.answer()).contains(new CaptureDeclined(ORDER, "cancelled"));
        assertThat(decision.call()).isEmpty();
        assertThat(decision.payment().find("capture"))
                .extracting(Transaction::status)
                .isEqualTo(Transaction.Status.FAILED);
        assertThat(Reactions.withdraw(decision.payment(), ORDER_ID, "cancelled", NOON))
                .isEqualTo(decision);
    }

    @Test
    void a_wish_that_meets_a_capture_whose_outcome_is_open_is_refused() {
        Payment capturing =
                journey.authorize(GatewaySimulator.VISA).untilQuiet().capture().payment();

        assertRefused(Reactions.withdraw(capturing, ORDER_ID, "cancelled", NOON), capturing);
    }

    @Test
    void a_wish_that_comes_after_the_capture_is_refused() {
        Payment captured = journey.authorize(GatewaySimulator.VISA)
                .untilQuiet()
                .capture()
                .untilQuiet()
                .payment();

        assertRefused(Reactions.withdraw(captured, ORDER_ID, "cancelled", NOON), captured);
    }

    @Test
    void goods_that_are_missing_do_not_touch_money_that_is_taken() {
        Payment captured = journey.authorize(GatewaySimulator.VISA)
                .untilQuiet()
                .capture()
                .untilQuiet()
                .payment();

        Decision decision = Reactions.goodsMissing(captured, ORDER_ID, NOON);

        assertThat(decision.payment()).isEqualTo(captured);
        assertThat(decision.call()).isEmpty();
        assertThat(decision.payment().captured()).isEqualTo(euros(10).amount());
    }

    private static void assertRefused(Decision decision, Payment unchanged) {
        assertThat(decision.answer()).containsInstanceOf(WithdrawalRefused.class);
        assertThat(decision.payment()).isEqualTo(unchanged);
        assertThat(decision.call()).isEmpty();
    }
}
