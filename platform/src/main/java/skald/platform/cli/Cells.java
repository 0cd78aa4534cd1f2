package skald.platform.cli;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.stream.Collectors;
import skald.contracts.Money;
import tools.jackson.databind.JsonNode;

/** JSON as people read it. */
final class Cells {

    private Cells() {}

    /** Words and numbers as they are, lists with commas, nothing for what is absent. */
    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(Cells::text).collect(Collectors.joining(", "));
        }
        return printable(value.isObject() ? value.toString() : value.asString());
    }

    /** {@code {"amount":1999,"currency":"EUR"}} as {@code 19.99 EUR}. */
    static String money(JsonNode value) {
        String currency = value.path("currency").asString("");
        if (!Money.isCurrency(currency)) {
            return text(value);
        }
        return new Money(value.path("amount").asLong(0), currency).toString();
    }

    /** {@code 19.99} of EUR as 1999; refuses more digits than the currency has. */
    static long minorUnits(BigDecimal amount, String currency) {
        if (!Money.isCurrency(currency)) {
            throw new CommandException(
                    Exit.USAGE, "\"" + currency + "\" is not an ISO 4217 currency code, such as EUR.");
        }
        int digits = Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
        try {
            return amount.movePointRight(digits).longValueExact();
        } catch (ArithmeticException _) {
            throw new CommandException(
                    Exit.USAGE,
                    "%s is not an amount of %s, which has %d digits after the point."
                            .formatted(amount.toPlainString(), currency, digits));
        }
    }

    /** What others wrote must not command the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
