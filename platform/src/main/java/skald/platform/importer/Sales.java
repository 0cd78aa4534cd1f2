package skald.platform.importer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the orders that an invoice takes goods back from. The file does not tell; the retailer's clerks would take the
 * customer's latest purchase of that product that has so many left.
 *
 * <p>What it finds depends on the file and on which orders were ever carried out, and not on what was taken back before,
 * so that a second run finds the same. Not thread-safe.
 */
final class Sales {

    private final Map<String, List<Sale>> byCustomer = new HashMap<>();

    /** An order and how many of its goods nobody has taken back yet. */
    private record Sale(PlacedOrder order, @Nullable Standing standing, Map<String, Long> left) {

        boolean has(String sku, long quantity) {
            return left.getOrDefault(sku, 0L) >= quantity;
        }

        boolean isCarriedOut() {
            return standing == null || !standing.barren();
        }

        boolean isDecided() {
            return standing != null && standing.decided();
        }
    }

    /** What is taken back, order by order, and what cannot be, and why. */
    record Found(List<Undo> undos, List<Reject> rejects) {}

    /** @param standings where an order stands, by its id; null if nobody knows */
    Sales(Collection<PlacedOrder> orders, Function<String, @Nullable Standing> standings) {
        for (PlacedOrder order : orders) {
            Sale sale = new Sale(
                    order,
                    standings.apply(order.orderId()),
                    new HashMap<>(order.invoice().quantities()));
            byCustomer
                    .computeIfAbsent(order.invoice().customer(), _ -> new ArrayList<>())
                    .add(sale);
        }
        for (List<Sale> sales : byCustomer.values()) {
            sales.sort((one, other) ->
                    Invoice.IN_TIME.compare(other.order().invoice(), one.order().invoice())); // the latest first
        }
    }

    /** Takes the goods of {@code invoice} back. */
    Found takeBack(Invoice invoice) {
        Map<PlacedOrder, Map<String, Long>> taken = new LinkedHashMap<>();
        List<Reject> rejects = new ArrayList<>();
        invoice.quantities().forEach((sku, quantity) -> {
            Sale sale = latest(invoice, sku, quantity);
            if (sale == null) {
                rejects.add(Reject.of(invoice.line(), invoice.number(), sku, Reason.MATCHES_NOTHING));
                return;
            }
            sale.left().merge(sku, -quantity, Long::sum);
            if (sale.isDecided()) {
                taken.computeIfAbsent(sale.order(), _ -> new LinkedHashMap<>()).put(sku, quantity);
            } else {
                rejects.add(Reject.of(invoice.line(), invoice.number(), sku, Reason.ORDER_UNDER_WAY));
            }
        });
        List<Undo> undos = taken.entrySet().stream()
                .map(entry -> undo(invoice, entry.getKey(), entry.getValue()))
                .toList();
        return new Found(undos, rejects);
    }

    private @Nullable Sale latest(Invoice invoice, String sku, long quantity) {
        for (Sale sale : byCustomer.getOrDefault(invoice.customer(), List.of())) {
            boolean earlier = Invoice.IN_TIME.compare(sale.order().invoice(), invoice) < 0;
            if (earlier && sale.isCarriedOut() && sale.has(sku, quantity)) {
                return sale;
            }
        }
        return null;
    }

    private static Undo undo(Invoice invoice, PlacedOrder order, Map<String, Long> quantities) {
        return new Undo(
                invoice, order, quantities, quantities.equals(order.invoice().quantities()));
    }
}
