package skald.inventory;

import java.time.Instant;
import java.util.List;
import skald.contracts.Money;

/**
 * What an audit must know about one product's price.
 *
 * @param prices all prices that it ever had, in order
 */
public record PriceFact(String sku, List<Since> prices) {

    /** From {@code at} on it cost {@code price}. */
    public record Since(Instant at, Money price) {}
}
