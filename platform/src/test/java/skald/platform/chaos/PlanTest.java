package skald.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<Target> ALL = List.of(Target.values());

    @Test
    void a_seed_means_the_same_orders_and_strikes_each_time_and_another_seed_other_ones() {
        assertThat(Plan.of(7, 500, 5, ALL)).isEqualTo(Plan.of(7, 500, 5, ALL));
        assertThat(Plan.of(8, 500, 5, ALL).orders())
                .isNotEqualTo(Plan.of(7, 500, 5, ALL).orders());
        assertThat(Plan.of(8, 500, 5, ALL).strikes())
                .isNotEqualTo(Plan.of(7, 500, 5, ALL).strikes());
    }

    @Test
    void it_holds_every_kind_of_card_short_stock_and_twins() {
        List<PlannedOrder> orders = Plan.of(1, 500, 3, ALL).orders();

        assertThat(orders).extracting(PlannedOrder::key).doesNotHaveDuplicates();
        assertThat(orders)
                .extracting(PlannedOrder::token)
                .contains("tok_visa", "tok_declined", "tok_authorize_lost", "tok_capture_lost", "tok_500_after_charge");
        assertThat(orders).anyMatch(PlannedOrder::scarce).anyMatch(PlannedOrder::twins);
        assertThat(orders).anyMatch(order -> order.ends().equals(Set.of("REJECTED")));
    }

    @Test
    void there_is_exactly_enough_of_what_is_plentiful_and_too_little_of_what_is_scarce() {
        Plan plan = Plan.of(1, 500, 3, ALL);

        assertThat(plan.stock().get("MUG")).isEqualTo(wanted(plan, "MUG"));
        assertThat(plan.stock().get("RARE-MUG")).isLessThan(wanted(plan, "RARE-MUG"));
    }

    private static long wanted(Plan plan, String sku) {
        return plan.orders().stream()
                .mapToLong(order -> order.quantities().getOrDefault(sku, 0L))
                .sum();
    }

    @Test
    void what_is_named_more_often_is_killed_more_often() {
        List<Target> wanted = List.of(Target.EVERYTHING, Target.POSTGRES, Target.POSTGRES);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(Plan.of(seed, 100, 3, wanted).strikes())
                    .extracting(Strike::target)
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void strikes_come_in_order_among_the_orders_and_only_meet_a_recovery_of_what_was_killed() {
        Set<Target> seen = new HashSet<>();
        int again = 0;
        for (int seed = 0; seed < 200; seed++) {
            List<Strike> strikes = Plan.of(seed, 100, 4, ALL).strikes();
            assertThat(strikes)
                    .hasSize(4)
                    .isSortedAccordingTo((one, other) -> one.acknowledged() - other.acknowledged());
            for (int i = 0; i < strikes.size(); i++) {
                Strike strike = strikes.get(i);
                seen.add(strike.target());
                assertThat(strike.acknowledged()).isLessThan(100);
                assertThat(strike.pause()).isLessThan(Duration.ofSeconds(3));
                if (strike.again()) {
                    again++;
                    assertThat(strikes.get(i - 1).target().endsTheProcess())
                            .isEqualTo(strike.target().endsTheProcess());
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Target.values());
        assertThat(again).isPositive();
    }
}
