package skald.inventory.application;

import java.util.List;
import java.util.Optional;
import skald.inventory.domain.Product;
import skald.toolkit.States;

/** The catalogue. */
public interface Products extends States<String, Product> {

    /** Products in the order of their SKUs. */
    List<Product> find(Search search);

    /**
     * Which products.
     *
     * @param text part of the name or the SKU, in upper or lower case; every character means itself
     * @param after the SKU after which to begin
     * @param max at most so many
     */
    record Search(Optional<String> text, Optional<String> after, int max) {}
}
