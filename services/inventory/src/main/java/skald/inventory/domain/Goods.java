package skald.inventory.domain;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.ObjLongConsumer;
import skald.contracts.Line;
import skald.contracts.Quantities;

/** So many of each of some products, in the order of their SKUs. Immutable. */
public record Goods(SortedMap<String, Long> quantities) {
    private static final Goods NONE = new Goods(Collections.emptySortedMap());

    /** Refuses a quantity below 1. */
    public Goods {
        quantities = Collections.unmodifiableSortedMap(new TreeMap<>(quantities));
        quantities.forEach(Goods::requireAtLeastOne);
    }

    /** Nothing. */
    public static Goods none() {
        return NONE;
    }

    /**
     * What the lines of a command ask for, lines with the same SKU summed.
     *
     * @throws IllegalArgumentException if there is no line, or more lines or a larger quantity than an order may have
     */
    public static Goods of(List<Line> lines) {
        if (lines.isEmpty() || lines.size() > Quantities.MOST_LINES) {
            throw new IllegalArgumentException(
                    "1 to " + Quantities.MOST_LINES + " lines are possible, not " + lines.size());
        }
        SortedMap<String, Long> sums = new TreeMap<>();
        for (Line line : lines) {
            requireAtLeastOne(line.sku(), line.quantity());
            if (line.quantity() > Quantities.MOST) {
                throw new IllegalArgumentException(line.quantity() + " of " + line.sku() + " are too many");
            }
            sums.merge(line.sku(), line.quantity(), Math::addExact);
        }
        return new Goods(sums);
    }

    private static void requireAtLeastOne(String sku, long quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("the quantity of " + sku + " must be at least 1, not " + quantity);
        }
    }

    /** Whether this is nothing. */
    public boolean isEmpty() {
        return quantities.isEmpty();
    }

    /** Of which products there is something. */
    public Set<String> skus() {
        return quantities.keySet();
    }

    /** How many of {@code sku}, 0 if none. */
    public long quantity(String sku) {
        return quantities.getOrDefault(sku, 0L);
    }

    /** One line per SKU. */
    public List<Line> lines() {
        return quantities.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** These and the others together. */
    public Goods plus(Goods others) {
        SortedMap<String, Long> sums = new TreeMap<>(quantities);
        others.forEach((sku, quantity) -> sums.merge(sku, quantity, Math::addExact));
        return new Goods(sums);
    }

    /** Those of these products, with their quantities, for which {@code condition} holds. */
    public Goods where(BiPredicate<String, Long> condition) {
        SortedMap<String, Long> found = new TreeMap<>(quantities);
        found.entrySet().removeIf(entry -> !condition.test(entry.getKey(), entry.getValue()));
        return new Goods(found);
    }

    /** Shows each product with its quantity. */
    public void forEach(ObjLongConsumer<String> action) {
        quantities.forEach(action::accept);
    }
}
