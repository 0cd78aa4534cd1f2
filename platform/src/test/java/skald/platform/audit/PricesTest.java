package skald.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import skald.contracts.Money;
import skald.inventory.PriceFact;

/** The prices that a product had: 8.50 EUR from noon on, 9.90 EUR from one o'clock on. */
class PricesTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3600);

    private final Prices prices = new Prices(List.of(new PriceFact(
            "MUG",
            List.of(
                    new PriceFact.Since(NOON, new Money(850, "EUR")),
                    new PriceFact.Since(ONE, new Money(990, "EUR"))))));

    @Test
    void a_price_counts_from_its_first_moment_on() {
        assertThat(prices.was("MUG", 850, "EUR", NOON.minusNanos(1000))).isFalse();
        assertThat(prices.was("MUG", 850, "EUR", NOON)).isTrue();
        assertThat(prices.was("MUG", 990, "EUR", ONE.minusNanos(1000))).isFalse();
        assertThat(prices.was("MUG", 990, "EUR", ONE)).isTrue();
        assertThat(prices.was("MUG", 990, "EUR", ONE.plusSeconds(1_000_000))).isTrue();
    }

    @Test
    void a_replaced_price_counts_for_as_long_as_a_copy_of_the_catalogue_may_lag() {
        assertThat(prices.was("MUG", 850, "EUR", ONE.plusSeconds(59))).isTrue();
        assertThat(prices.was("MUG", 850, "EUR", ONE.plusSeconds(61))).isFalse();
    }

    @Test
    void another_amount_currency_or_product_was_never_its_price() {
        assertThat(prices.was("MUG", 851, "EUR", ONE)).isFalse();
        assertThat(prices.was("MUG", 990, "USD", ONE)).isFalse();
        assertThat(prices.was("CUP", 990, "EUR", ONE)).isFalse();
    }
}
