package skald.platform.importer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import skald.platform.client.Answer;
import skald.platform.client.Call;
import skald.platform.client.PatientClient;
import skald.platform.client.SkaldClient;
import skald.toolkit.http.ProblemException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Places one order per invoice: once each, however often the import runs. */
final class Placement {

    /** The file knows no streets. */
    private static final String STREET = "not in the file";
    /** The gateway's card that pays. */
    private static final String TOKEN = "tok_visa";

    private final PatientClient skald;
    private final Registration customers;
    private final Rejects rejects;
    private final Map<String, PlacedOrder> placed = new ConcurrentHashMap<>();

    Placement(PatientClient skald, Registration customers, Rejects rejects) {
        this.skald = skald;
        this.customers = customers;
        this.rejects = rejects;
    }

    void place(Invoice invoice) throws InterruptedException {
        String userId = customers.userId(invoice.customer()).orElse("");
        if (userId.isEmpty()) {
            rejects.add(Reject.refused(invoice.line(), invoice.number(), customers.refusal(invoice.customer())));
            return;
        }
        try {
            Answer answer = skald.call(
                    Call.post("/v1/orders", body(invoice, userId)).withKey("import-order-" + invoice.number()));
            placed.put(invoice.number(), new PlacedOrder(invoice, answer.text("orderId"), answer.replayed()));
        } catch (ProblemException e) {
            rejects.add(
                    Reject.refused(invoice.line(), invoice.number(), e.problem().code()));
        }
    }

    /** So far. */
    Collection<PlacedOrder> placed() {
        return placed.values();
    }

    private static ObjectNode body(Invoice invoice, String userId) {
        ObjectNode order = SkaldClient.JSON.createObjectNode().put("userId", userId);
        order.set("lines", lines(invoice.quantities()));
        order.putObject("shipTo")
                .put("name", Registration.nameOf(invoice.customer()))
                .put("street", STREET)
                .put("city", invoice.city())
                .put("country", invoice.country());
        order.putObject("payment").put("method", "card").put("token", TOKEN);
        return order.put("reference", invoice.number());
    }

    static ArrayNode lines(Map<String, Long> quantities) {
        ArrayNode lines = SkaldClient.JSON.createArrayNode();
        quantities.forEach((sku, quantity) -> lines.addObject().put("sku", sku).put("quantity", quantity));
        return lines;
    }
}
