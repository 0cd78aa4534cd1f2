package skald.platform.client;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An order as Skald shows it, and what its words mean for whoever waits for it. */
public record OrderView(JsonNode json) {

    private static final Set<String> TERMINAL = Set.of("REJECTED", "EXPIRED", "CANCELLED", "COMPLETED");

    public static String path(String orderId) {
        return "/v1/orders/" + Call.segment(orderId);
    }

    public String id() {
        return json.path("orderId").asString("");
    }

    /** PENDING, CONFIRMED, COMPLETED, REJECTED, EXPIRED, CANCELLED or CANCEL_PENDING. */
    public String status() {
        return json.path("status").asString("").toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Nothing changes it any more. */
    public boolean terminal() {
        return TERMINAL.contains(status());
    }

    /** Skald has done all that it was asked for; what the customer or the carrier does next is theirs. */
    public boolean confirmedOrTerminal() {
        return terminal() || status().equals("CONFIRMED");
    }

    /** The same, and the goods are on their way if the order was confirmed. */
    public boolean atRest() {
        return terminal() || shipped();
    }

    public boolean shipped() {
        return status().equals("COMPLETED") || json.path("shippedAt").isString();
    }
}
