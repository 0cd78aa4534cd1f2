package skald.inventory.application;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skald.inventory.StockFact;
import skald.inventory.domain.StockItem;
import skald.toolkit.States;

/** How much there is of each product. */
public interface StockItems extends States<String, StockItem> {

    /**
     * At most {@code max} items after the SKU {@code after}, in the order of their SKUs, with the sums of what should
     * explain them. For audits: it reads the whole journal, so ask for many at once.
     */
    List<StockFact> facts(@Nullable String after, int max);
}
