package skald.inventory.application;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skald.inventory.PriceFact;
import skald.inventory.domain.PriceChange;
import skald.toolkit.Rows;

/** The prices that products have and had. */
public interface Prices extends Rows<PriceChange> {

    /** The prices of at most {@code max} products after the SKU {@code after}, in the order of their SKUs. */
    List<PriceFact> facts(@Nullable String after, int max);
}
