package skald.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import skald.inventory.StockFact;

/** What the audit says about one product's stock. */
class StockCheckTest {
    @Test
    void stock_that_its_movements_and_reservations_explain_is_sound() {
        assertThat(StockCheck.of(new StockFact("MUG", 12, 3, 20, 1, 7, -2, 3))).isEmpty();
        assertThat(StockCheck.of(new StockFact("MUG", 0, 0, 0, 0, 0, 0, 0))).isEmpty();
        assertThat(StockCheck.of(new StockFact("MUG", 5, 5, 5, 0, 0, 0, 5))).isEmpty();
    }

    static Stream<StockFact> broken() {
        return Stream.of(
                new StockFact("MUG", 13, 3, 20, 1, 7, -2, 3),
                new StockFact("MUG", 11, 3, 20, 1, 7, -2, 3),
                new StockFact("MUG", 12, 4, 20, 1, 7, -2, 3),
                new StockFact("MUG", 12, 3, 20, 1, 7, -2, 4),
                new StockFact("MUG", 2, 3, 2, 0, 0, 0, 3),
                new StockFact("MUG", 5, -1, 5, 0, 0, 0, -1),
                new StockFact("MUG", -1, 0, 0, 0, 1, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void stock_that_does_not_add_up_is_found(StockFact broken) {
        assertThat(StockCheck.of(broken))
                .isNotEmpty()
                .allMatch(breach -> breach.invariant() == Invariant.STOCK_ADDS_UP
                        && breach.what().startsWith("MUG "));
    }
}
