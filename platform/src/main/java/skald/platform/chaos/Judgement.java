package skald.platform.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import skald.platform.client.OrderView;

/**
 * Holds the orders that Skald shows against those that clients sent and that it acknowledged. Pure.
 *
 * <p>The rules are those of the project's list of invariants: no loss, no phantom, one order per key, every order at its
 * end; and from the clients' side that state and stock agree.
 */
final class Judgement {

    private final List<String> findings = new ArrayList<>();

    private Judgement() {}

    /**
     * What is wrong, in sentences.
     *
     * @param acknowledged order ids by key
     * @param orders all that Skald shows
     * @param onHand units by SKU
     */
    static List<String> of(
            Plan plan, Map<String, String> acknowledged, List<OrderView> orders, Map<String, Long> onHand) {
        Judgement judgement = new Judgement();
        Map<String, PlannedOrder> planned = new HashMap<>();
        plan.orders().forEach(order -> planned.put(order.key(), order));
        Map<String, OrderView> byKey = judgement.onePerKey(planned, orders);
        judgement.noneLost(acknowledged, byKey);
        byKey.forEach((key, order) -> judgement.ended(planned.get(key), order));
        judgement.stockMatches(plan, planned, byKey, onHand);
        return judgement.findings;
    }

    private Map<String, OrderView> onePerKey(Map<String, PlannedOrder> planned, List<OrderView> orders) {
        Map<String, OrderView> byKey = new LinkedHashMap<>();
        for (OrderView order : orders) {
            String key = order.json().path("reference").asString("");
            if (!planned.containsKey(key)) {
                findings.add("A phantom: nobody placed order " + order.id() + " (reference \"" + key + "\")");
                continue;
            }
            OrderView other = byKey.putIfAbsent(key, order);
            if (other != null) {
                findings.add("The key " + key + " placed two orders: " + other.id() + " and " + order.id());
            }
        }
        return byKey;
    }

    private void noneLost(Map<String, String> acknowledged, Map<String, OrderView> byKey) {
        acknowledged.forEach((key, orderId) -> {
            OrderView order = byKey.get(key);
            if (order == null) {
                findings.add("Lost: order " + orderId + " (key " + key + ") was acknowledged and is not there");
            } else if (!order.id().equals(orderId)) {
                findings.add("The key " + key + " was acknowledged as order " + orderId + " and is " + order.id());
            }
        });
    }

    private void ended(PlannedOrder planned, OrderView order) {
        if (!order.atRest()) {
            findings.add("Order " + order.id() + " (key " + planned.key() + ") has not come to its end: it is "
                    + order.status());
        } else if (!planned.ends().contains(order.status())) {
            findings.add("Order " + order.id() + " (key " + planned.key() + ", token " + planned.token() + ") is "
                    + order.status() + " (" + order.json().path("reason").asString("no reason") + "), not "
                    + String.join(" or ", planned.ends()));
        }
    }

    private void stockMatches(
            Plan plan, Map<String, PlannedOrder> planned, Map<String, OrderView> byKey, Map<String, Long> onHand) {
        Map<String, Long> left = new HashMap<>(plan.stock());
        byKey.forEach((key, order) -> {
            if (order.shipped()) {
                planned.get(key).quantities().forEach((sku, units) -> left.merge(sku, -units, Long::sum));
            }
        });
        left.forEach((sku, units) -> {
            if (!units.equals(onHand.get(sku))) {
                findings.add("Of " + sku + " " + onHand.get(sku) + " are on hand; after what was shipped there must be "
                        + units);
            }
        });
    }
}
