package skald.platform.importer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skald.contracts.Quantities;

/**
 * Decides whether a line of the file is a line of an order: a line has one customer, one product, a number of units, a
 * price. The first rule that a line breaks is the reason of its reject.
 */
final class LineRules {

    /** The retailer's rule: five digits and perhaps letters are a product; all else is postage, fees, vouchers, corrections. */
    private static final Pattern PRODUCT = Pattern.compile("[0-9]{5}[A-Za-z]{0,20}");

    private static final Pattern INVOICE = Pattern.compile("[Cc]?[0-9]{1,20}");
    /** Spreadsheets turn whole numbers into 17850.0 where a column has gaps. */
    private static final Pattern WHOLE = Pattern.compile("(-?)0*([0-9]{1,40})(\\.0*)?");

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{0,40})?");
    private static final long MOST_EXPENSIVE = 100_000_000_00L;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("uuuu-M-d H:mm[:ss]", Locale.ROOT),
            DateTimeFormatter.ofPattern("uuuu-M-d'T'H:mm[:ss]", Locale.ROOT),
            DateTimeFormatter.ofPattern("M/d/uuuu H:mm[:ss]", Locale.ROOT)); // as the data set was first published

    private final int fractionDigits;

    LineRules(String currency) {
        this.fractionDigits = Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
    }

    /** What a line of the file turns out to be. */
    sealed interface Reading {}

    record Accepted(SourceLine line) implements Reading {}

    record Refused(Reject reject) implements Reading {}

    /** @param field gives the text of a field, without blanks around it */
    Reading read(long number, Function<Field, String> field) {
        String invoice = field.apply(Field.INVOICE);
        String code = field.apply(Field.CODE);
        try {
            return new Accepted(line(number, invoice, code, field));
        } catch (Broken broken) {
            return new Refused(Reject.of(number, invoice, code, broken.reason));
        }
    }

    private SourceLine line(long number, String invoiceNumber, String code, Function<Field, String> field) {
        for (Field any : Field.values()) {
            rule(!field.apply(any).contains("\uFFFD"), Reason.ENCODING);
        }
        rule(!invoiceNumber.isEmpty(), Reason.NO_INVOICE);
        rule(INVOICE.matcher(invoiceNumber).matches(), Reason.BAD_INVOICE);
        String invoice = invoiceNumber.toUpperCase(Locale.ROOT);
        rule(!code.isEmpty(), Reason.NO_CODE);
        rule(PRODUCT.matcher(code).matches(), Reason.SERVICE);
        String name = field.apply(Field.DESCRIPTION).replaceAll("[\\s\\p{Cntrl}]+", " ");
        rule(!name.isBlank(), Reason.NO_DESCRIPTION);
        String country = field.apply(Field.COUNTRY);
        return new SourceLine(
                number,
                invoice,
                code.toUpperCase(Locale.ROOT), // clerks type the letters either way, for the same article
                name,
                quantity(field.apply(Field.QUANTITY), SourceLine.takesBack(invoice)),
                price(field.apply(Field.PRICE)),
                customer(field.apply(Field.CUSTOMER)),
                country(country),
                country,
                date(field.apply(Field.DATE)));
    }

    private static String customer(String text) {
        rule(!text.isEmpty(), Reason.NO_CUSTOMER);
        BigInteger customer = whole(text, Reason.BAD_CUSTOMER);
        rule(customer.signum() >= 0, Reason.BAD_CUSTOMER);
        return customer.toString();
    }

    private static long quantity(String text, boolean takenBack) {
        rule(!text.isEmpty(), Reason.NO_QUANTITY);
        BigInteger quantity = whole(text, Reason.BAD_QUANTITY);
        rule(takenBack || quantity.signum() > 0, Reason.NOT_SOLD);
        rule(!takenBack || quantity.signum() < 0, Reason.NOT_TAKEN_BACK);
        BigInteger units = quantity.abs();
        rule(units.compareTo(BigInteger.valueOf(Quantities.MOST)) <= 0, Reason.LARGE_QUANTITY);
        return units.longValueExact();
    }

    private long price(String text) {
        rule(!text.isEmpty(), Reason.NO_PRICE);
        rule(DECIMAL.matcher(text).matches(), Reason.BAD_PRICE);
        BigDecimal price = new BigDecimal(text).movePointRight(fractionDigits);
        rule(price.signum() > 0, Reason.FREE);
        rule(price.stripTrailingZeros().scale() <= 0, Reason.FINE_PRICE);
        rule(price.compareTo(BigDecimal.valueOf(MOST_EXPENSIVE)) <= 0, Reason.LARGE_PRICE);
        return price.longValueExact();
    }

    private static String country(String name) {
        rule(!Countries.untold(name), Reason.NO_COUNTRY);
        return Countries.code(name).orElseThrow(() -> new Broken(Reason.UNKNOWN_COUNTRY));
    }

    private static LocalDateTime date(String text) {
        rule(!text.isEmpty(), Reason.NO_DATE);
        for (DateTimeFormatter format : DATES) {
            try {
                return LocalDateTime.parse(text, format);
            } catch (DateTimeException _) {
                // perhaps the next one
            }
        }
        throw new Broken(Reason.BAD_DATE);
    }

    private static BigInteger whole(String text, Reason otherwise) {
        Matcher matcher = WHOLE.matcher(text);
        rule(matcher.matches(), otherwise);
        return new BigInteger(matcher.group(1) + matcher.group(2));
    }

    private static void rule(boolean holds, Reason otherwise) {
        if (!holds) {
            throw new Broken(otherwise);
        }
    }

    /** Leaves the rules at the first one that is broken. */
    private static final class Broken extends RuntimeException {
        private final Reason reason;

        Broken(Reason reason) {
            super(reason.words(), null, false, false);
            this.reason = reason;
        }
    }
}
