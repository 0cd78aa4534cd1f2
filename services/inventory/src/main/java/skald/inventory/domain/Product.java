package skald.inventory.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;

/**
 * A product of the catalogue. Its price may change, also to another currency: an order keeps the price that it was placed
 * at.
 *
 * @param revision counts the definitions that changed something, starting with 1
 * @param updatedAt when the last of them was
 */
public record Product(String sku, String name, Money price, long revision, Instant updatedAt) {

    /** The product as it is once it is called and priced so: {@code current} itself if it is that already. */
    public static Product define(@Nullable Product current, String sku, String name, Money price, Instant now) {
        if (current == null) {
            return new Product(sku, name, price, 1, now);
        }
        if (current.name.equals(name) && current.price.equals(price)) {
            return current;
        }
        return new Product(sku, name, price, current.revision + 1, now);
    }

    /** The entry in the price history that this product makes, coming after {@code previous}; {@code null} for none. */
    public @Nullable PriceChange priceChange(@Nullable Product previous) {
        return previous != null && previous.price.equals(price)
                ? null
                : new PriceChange(sku, revision, price, updatedAt);
    }
}
