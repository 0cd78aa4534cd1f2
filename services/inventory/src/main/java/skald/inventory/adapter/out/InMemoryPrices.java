package skald.inventory.adapter.out;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skald.inventory.PriceFact;
import skald.inventory.application.Prices;
import skald.inventory.domain.PriceChange;
import skald.toolkit.memory.InMemoryRows;

/** The price history in memory. */
public final class InMemoryPrices extends InMemoryRows<PriceChange> implements Prices {

    @Override
    public List<PriceFact> facts(@Nullable String after, int max) {
        SortedMap<String, List<PriceFact.Since>> prices = new TreeMap<>();
        all().filter(change -> after == null || change.sku().compareTo(after) > 0)
                .forEach(change -> prices.computeIfAbsent(change.sku(), _ -> new ArrayList<>())
                        .add(new PriceFact.Since(change.at(), change.price())));
        return prices.entrySet().stream()
                .limit(max)
                .map(entry -> new PriceFact(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
