package skald.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.orders.OrderFixtures.NOON;
import static skald.orders.OrderFixtures.aConfirmedOrder;
import static skald.orders.OrderFixtures.aPlacedOrder;
import static skald.orders.OrderFixtures.aShippedOrder;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skald.contracts.Line;
import skald.contracts.Money;

class OrderLifeTest {

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"REJECTED", "EXPIRED", "CANCELLED"})
    void an_order_at_its_end_is_never_left(OrderStatus end) {
        Order ended = aPlacedOrder().ended(end, "because", NOON);

        assertThatThrownBy(() -> ended.confirmed(NOON)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ended.cancelPending(null, NOON)).isInstanceOf(IllegalStateException.class);
        assertThat(ended.delivered(NOON)).isNull();
        assertThat(ended.cancel())
                .isInstanceOf(
                        end == OrderStatus.CANCELLED ? CancelDecision.Already.class : CancelDecision.Refused.class);
    }

    @Test
    void it_can_be_cancelled_until_it_has_left() {
        assertThat(aPlacedOrder().cancel()).isEqualTo(new CancelDecision.TurnAround());
        assertThat(aConfirmedOrder().cancel()).isEqualTo(new CancelDecision.Begin());
        assertThat(aShippedOrder().cancel())
                .isInstanceOfSatisfying(
                        CancelDecision.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("order.already-dispatched"));
    }

    @Test
    void a_cancellation_that_came_too_late_unlocks_the_order() {
        Order locked = aConfirmedOrder().cancelPending("changed my mind", NOON);

        assertThat(locked.cancel()).isEqualTo(new CancelDecision.Already());
        assertThat(locked.cancellationRefused(NOON).status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void returned_goods_are_refunded_at_the_price_that_was_paid() {
        ReturnDecision decision = aShippedOrder().requestReturn("r1", List.of(new Line("MUG", 1)), NOON);

        ReturnDecision.Accepted accepted = (ReturnDecision.Accepted) decision;
        assertThat(accepted.agreed().refund()).isEqualTo(new Money(850, "GBP"));
        Order returned = accepted.order().returned(NOON);
        assertThat(returned.refundedForReturns()).isEqualTo(850);
        assertThat(returned.isWhollyReturned()).isFalse();
    }

    @Test
    void no_more_comes_back_than_was_bought_also_in_several_lines() {
        ReturnDecision decision =
                aShippedOrder().requestReturn("r1", List.of(new Line("MUG", 1), new Line("MUG", 2)), NOON);

        assertThat(decision).isInstanceOf(ReturnDecision.Flawed.class);
    }

    @Test
    void one_return_at_a_time_and_only_of_what_has_left() {
        Order returning = ((ReturnDecision.Accepted)
                        aShippedOrder().requestReturn("r1", List.of(new Line("MUG", 1)), NOON))
                .order();

        assertThat(returning.requestReturn("r2", List.of(new Line("JUG", 1)), NOON))
                .isInstanceOf(ReturnDecision.Refused.class);
        assertThat(aConfirmedOrder().requestReturn("r1", List.of(new Line("MUG", 1)), NOON))
                .isInstanceOf(ReturnDecision.Refused.class);
    }
}
