package skald.orderviews.adapter.out.search;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.Placement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An order as the index keeps it: what it is found by, and beside it, not searched, what a list shows of it. */
final class OrderDocument {

    /** What a list shows. */
    private record Shown(
            OrderView view,
            @Nullable String customerName,
            @Nullable String reference,
            int lineCount) {}

    private OrderDocument() {}

    static ObjectNode of(FoundOrder order) {
        ObjectNode document = SearchServer.JSON.createObjectNode();
        document.put("order_id", order.view().orderId().toString());
        document.put("user_id", order.placement().userId().toString());
        document.put("status", order.view().status().name());
        document.put("placed_at", micros(order.placement().placedAt()));
        SortedSet<String> words = new TreeSet<>(order.details().goodsWords());
        words.addAll(order.details().personalWords());
        words.forEach(document.putArray("words")::add);
        document.set(
                "shown",
                SearchServer.JSON.valueToTree(new Shown(
                        order.view(),
                        order.details().customerName(),
                        order.details().reference(),
                        order.details().lines().size())));
        return document;
    }

    static ListedOrder listed(JsonNode document) {
        Shown shown = SearchServer.JSON.treeToValue(document.get("shown"), Shown.class);
        Placement placement = shown.view().placement();
        if (placement == null) {
            throw new IllegalStateException("an order that was not placed is in the index");
        }
        return new ListedOrder(shown.view(), placement, shown.customerName(), shown.reference(), shown.lineCount());
    }

    /** As exact as PostgreSQL's own time; dates of the search engines end at milliseconds. */
    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
