package skald.platform.cli;

import java.util.List;
import java.util.stream.Collectors;
import skald.platform.client.OrderView;
import tools.jackson.databind.JsonNode;

/** What happened to an order, entry by entry, the oldest first. */
final class OrderTimeline {

    static final List<Column> COLUMNS =
            List.of(Column.of("AT", "at"), Column.of("SERVICE", "source"), Column.of("WHAT", "summary"));

    private OrderTimeline() {}

    static String path(String orderId) {
        return OrderView.path(orderId) + "/timeline";
    }

    static List<JsonNode> entries(JsonNode timeline) {
        return timeline.path("items").valueStream().toList();
    }

    /** An entry in one line. */
    static String line(JsonNode entry) {
        return COLUMNS.stream()
                .map(column -> column.text().apply(entry))
                .collect(Collectors.joining("  "))
                .strip();
    }
}
