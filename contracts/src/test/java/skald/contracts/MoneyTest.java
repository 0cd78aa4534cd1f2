package skald.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private final Money most = new Money(Long.MAX_VALUE, "EUR");

    @Test
    void beyond_64_bits_is_an_exception_never_a_wrong_amount() {
        assertThatThrownBy(() -> most.plus(new Money(1, "EUR"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE, "EUR").minus(new Money(1, "EUR")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currencies_do_not_mix() {
        assertThatThrownBy(() -> most.minus(new Money(1, "USD"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "XYZ", "E R"})
    void a_currency_that_iso_4217_does_not_know_is_refused(String currency) {
        assertThatThrownBy(() -> new Money(1, currency)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_is_written_with_the_digits_of_its_currency() {
        assertThat(new Money(1999, "EUR")).hasToString("19.99 EUR");
        assertThat(new Money(1999, "JPY")).hasToString("1999 JPY");
        assertThat(new Money(1999, "KWD")).hasToString("1.999 KWD");
        assertThat(new Money(-5, "GBP")).hasToString("-0.05 GBP");
    }
}
