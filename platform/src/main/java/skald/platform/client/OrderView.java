package skald.platform.client;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** An order as Skald shows it, and what its words mean for whoever waits for it. */
public record OrderView(JsonNode json) {

    private static final Set<String> UNDER_WAY = Set.of("", "PENDING", "CANCEL_PENDING");
    private static final Set<String> FAILED = Set.of("REJECTED", "EXPIRED", "CANCELLED");
    private static final Set<String> SHIPPED = Set.of("SHIPPED", "COMPLETED", "PARTIALLY_RETURNED", "RETURNED");

    private static final Set<String> CHARGED = Set.of("captured", "partially-refunded", "refunded");

    public static String path(String orderId) {
        return "/v1/orders/" + Call.segment(orderId);
    }

    public String id() {
        return json.path("orderId").asString("");
    }

    /** The word that is shown for it, in the form {@code CANCEL_PENDING}. */
    public String status() {
        return json.path("status").asString("").toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Refused, too late or cancelled. */
    public boolean failed() {
        return FAILED.contains(status());
    }

    public boolean cancelled() {
        return status().equals("CANCELLED");
    }

    /** The goods are on their way to the customer, or were. */
    public boolean shipped() {
        return SHIPPED.contains(status());
    }

    /** It is decided whether the order is carried out. */
    public boolean decided() {
        return !UNDER_WAY.contains(status());
    }

    /** Skald has nothing left to do for it: it has shipped, or failed. */
    public boolean atRest() {
        return decided() && !status().equals("CONFIRMED");
    }

    /** What the order costs, in minor units. */
    public long total() {
        return json.path("total").path("amount").asLong(0);
    }

    public String currency() {
        return json.path("total").path("currency").asString("");
    }

    /** What was charged, in minor units: all or nothing. */
    public long captured() {
        return CHARGED.contains(json.path("payment").asString("")) ? total() : 0;
    }

    /** What was paid back, in minor units. */
    public long refunded() {
        return json.path("refunded").path("amount").asLong(0);
    }
}
