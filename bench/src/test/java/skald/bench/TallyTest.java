package skald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Workload ONE_PRODUCT = new Workload(1);
    private static final long LEFT = Workload.OPENING_STOCK - 9;

    @Test
    void ten_orders_with_nine_of_everything_are_right() {
        assertThat(new Tally(10, 9, 1, 9, 9, 9, 9, LEFT, 10).mistakes(10, ONE_PRODUCT))
                .isEmpty();
    }

    @Test
    void every_wrong_number_is_told() {
        assertThat(new Tally(11, 8, 2, 10, 8, 8, 7, LEFT + 1, 9).mistakes(10, ONE_PRODUCT))
                .hasSize(9)
                .contains("payments: 10 instead of 9", "shipments: 7 instead of 9");
    }

    @Test
    void what_was_there_before_does_not_count() {
        Tally before = new Tally(100, 90, 10, 90, 90, 90, 90, Workload.OPENING_STOCK - 90, 100);
        Tally after = new Tally(110, 99, 11, 99, 99, 99, 99, Workload.OPENING_STOCK - 99, 110);

        assertThat(after.minus(before).mistakes(10, ONE_PRODUCT)).isEmpty();
    }
}
