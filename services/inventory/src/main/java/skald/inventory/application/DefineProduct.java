package skald.inventory.application;

import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.inventory.domain.Product;

/**
 * Request: put a product into the catalogue or change it. Answer: {@link ProductKept}, or {@link ProductMoved} as a
 * refusal. Key: the SKU.
 *
 * @param ifRevision which revision the caller wants to change; {@code null} for whatever is there
 */
public record DefineProduct(
        String sku, String name, Money price, @Nullable Long ifRevision) {

    /** What the catalogue says to it. */
    public sealed interface Answer {}

    /** The product is in the catalogue like this; {@code created} says that it was not there before. */
    public record ProductKept(Product product, boolean created) implements Answer {}

    /** Somebody else has changed the product: it has {@code revision} now, 0 if it is not there. */
    public record ProductMoved(long revision) implements Answer {}
}
