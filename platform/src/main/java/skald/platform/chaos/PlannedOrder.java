package skald.platform.chaos;

import java.util.Map;
import java.util.Set;
import skald.platform.client.SkaldClient;
import skald.simulators.gateway.GatewaySimulator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An order that a client is going to place.
 *
 * @param key its idempotency key, and its reference
 * @param token of the card
 * @param quantities units by SKU
 * @param scarce whether there may be too little stock for it
 * @param customer who places it, counted from 0
 * @param twins whether two clients place it at the same time with the same key
 */
record PlannedOrder(
        String key, String token, Map<String, Long> quantities, boolean scarce, int customer, boolean twins) {

    private static final Set<String> SHIPPED = Set.of("SHIPPED");
    private static final Set<String> REJECTED = Set.of("REJECTED");
    private static final Set<String> EITHER = Set.of("SHIPPED", "REJECTED");

    /** How it may end: a kill is no reason to refuse an order that can be paid and delivered. */
    Set<String> ends() {
        if (token.equals(GatewaySimulator.DECLINED)) {
            return REJECTED;
        }
        return scarce ? EITHER : SHIPPED;
    }

    ObjectNode body(String userId) {
        ObjectNode order = SkaldClient.JSON.createObjectNode().put("userId", userId);
        ArrayNode lines = order.putArray("lines");
        quantities.forEach((sku, quantity) -> lines.addObject().put("sku", sku).put("quantity", quantity));
        order.putObject("shipTo")
                .put("name", "Ada")
                .put("street", "1 High Street")
                .put("city", "London")
                .put("country", "GB");
        order.putObject("payment").put("method", "card").put("token", token);
        return order.put("reference", key);
    }
}
