package skald.inventory.adapter.out;

import java.util.List;
import java.util.Locale;
import skald.inventory.application.Products;
import skald.inventory.domain.Product;
import skald.toolkit.memory.InMemoryStates;

/** The catalogue in memory. */
public final class InMemoryProducts extends InMemoryStates<String, Product> implements Products {

    @Override
    public List<Product> find(Search search) {
        String text = search.text().orElse("").toLowerCase(Locale.ROOT);
        return after(search.after().orElse(""))
                .filter(product -> product.name().toLowerCase(Locale.ROOT).contains(text)
                        || product.sku().toLowerCase(Locale.ROOT).contains(text))
                .limit(search.max())
                .toList();
    }
}
