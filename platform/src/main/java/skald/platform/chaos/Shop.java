package skald.platform.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import skald.platform.client.Call;
import skald.platform.client.PatientClient;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** Customers, products and stock for a run. */
final class Shop {

    private static final long PRICE = 850;

    private Shop() {}

    /** Opens it, and gives the ids of its customers. */
    static List<String> open(PatientClient skald, Plan plan) throws InterruptedException {
        for (Map.Entry<String, Long> units : plan.stock().entrySet()) {
            ObjectNode product = SkaldClient.JSON.createObjectNode().put("name", "A " + units.getKey());
            product.putObject("price").put("amount", PRICE).put("currency", "EUR");
            skald.call(Call.put("/v1/products/" + units.getKey(), product));
            ObjectNode receipt = SkaldClient.JSON
                    .createObjectNode()
                    .put("type", "receipt")
                    .put("quantity", units.getValue())
                    .put("reason", "opening stock");
            skald.call(Call.post("/v1/stock/" + units.getKey() + "/movements", receipt)
                    .withKey("chaos-stock-" + units.getKey()));
        }
        List<String> users = new ArrayList<>();
        for (int customer = 0; customer < Plan.CUSTOMERS; customer++) {
            ObjectNode user = SkaldClient.JSON
                    .createObjectNode()
                    .put("email", "customer-" + customer + "@chaos.example")
                    .put("name", "Customer " + customer);
            users.add(skald.call(Call.post("/v1/users", user).withKey("chaos-user-" + customer))
                    .text("userId"));
        }
        return users;
    }

    /** What is on hand now, by SKU. */
    static Map<String, Long> stock(PatientClient skald, Plan plan) throws InterruptedException {
        Map<String, Long> stock = new TreeMap<>();
        for (String sku : plan.stock().keySet()) {
            stock.put(
                    sku,
                    skald.call(Call.get("/v1/stock/" + sku))
                            .body()
                            .path("onHand")
                            .asLong(-1));
        }
        return stock;
    }
}
