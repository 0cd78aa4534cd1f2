package skald.contracts;

import java.util.Currency;

/**
 * An amount of money: a whole number of minor units (cents, pence) of an ISO 4217 currency, in 64 bits. Arithmetic
 * between currencies or beyond 64 bits is an exception, never a wrong amount.
 */
public record Money(long amount, String currency) {

    /** Refuses a currency that ISO 4217 does not know. */
    public Money {
        if (!isCurrency(currency)) {
            throw new IllegalArgumentException("\"" + currency + "\" is not an ISO 4217 currency code, such as EUR");
        }
    }

    /** Nothing, in {@code currency}. */
    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** Whether ISO 4217 knows this currency code. */
    public static boolean isCurrency(String code) {
        try {
            return code.length() == 3
                    && Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException beyond 64 bits
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /**
     * The difference, which may be negative.
     *
     * @throws ArithmeticException beyond 64 bits
     */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, sameCurrency(other).amount), currency);
    }

    /**
     * This amount {@code quantity} times.
     *
     * @throws ArithmeticException beyond 64 bits
     */
    public Money times(long quantity) {
        return new Money(Math.multiplyExact(amount, quantity), currency);
    }

    /** In full, such as {@code 19.99 EUR}. */
    @Override
    public String toString() {
        int digits = Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
        return java.math.BigDecimal.valueOf(amount, digits).toPlainString() + ' ' + currency;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
