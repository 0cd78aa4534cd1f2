package skald.platform.importer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import skald.contracts.Money;
import skald.contracts.Quantities;

/**
 * How to import.
 *
 * @param inFlight requests at the same time
 * @param rate orders begun per second; unbounded if absent
 * @param openingStock units of each product to begin with; if absent, as many as the whole file sells of it
 * @param limit how many invoices, from the beginning of the file; all if absent
 * @param rejects where to write what cannot be imported
 * @param currency of the prices in the file
 * @param patience how long a request is repeated while Skald is unavailable
 * @param waitAtMost how long to wait for the ends of the orders, and again for the ends of what is undone
 */
public record Options(
        int inFlight,
        OptionalDouble rate,
        OptionalLong openingStock,
        OptionalInt limit,
        Path rejects,
        String currency,
        Duration patience,
        Duration waitAtMost) {

    public Options {
        bound(inFlight >= 1 && inFlight <= 10_000, "in flight: 1 to 10,000");
        bound(rate.orElse(1) > 0, "rate: more than 0");
        long stock = openingStock.orElse(0);
        bound(stock >= 0 && stock <= Quantities.MOST, "opening stock: 0 to " + Quantities.MOST);
        bound(limit.orElse(1) >= 1, "limit: at least 1");
        bound(Money.isCurrency(currency), "currency: an ISO 4217 code, such as GBP");
        bound(!patience.isNegative() && !waitAtMost.isNegative(), "times: not negative");
    }

    /** The whole file at full speed, in pounds, with patience for a restart of Skald. */
    public static Options standard(Path rejects) {
        return new Options(
                64,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                rejects,
                "GBP",
                Duration.ofMinutes(1),
                Duration.ofMinutes(10));
    }

    public Options withLimit(int invoices) {
        return new Options(
                inFlight, rate, openingStock, OptionalInt.of(invoices), rejects, currency, patience, waitAtMost);
    }

    public Options withPatience(Duration time) {
        return new Options(inFlight, rate, openingStock, limit, rejects, currency, time, waitAtMost);
    }

    private static void bound(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
