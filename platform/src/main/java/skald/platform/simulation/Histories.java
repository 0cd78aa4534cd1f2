package skald.platform.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderCompleted;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.orders.OrderRejected;
import skald.toolkit.Store.LogEntry;

/** What the log of the orders service says that each order went through: only what is legal, and nothing after an end. */
final class Histories {
    private static final String NEW = "new";

    /** Which event may come after which. */
    private static final Map<String, Set<String>> AFTER = Map.of(
            NEW,
            Set.of(name(OrderPlaced.class)),
            name(OrderPlaced.class),
            Set.of(
                    name(OrderConfirmed.class),
                    name(OrderRejected.class),
                    name(OrderExpired.class),
                    name(OrderCancelled.class)),
            name(OrderConfirmed.class),
            Set.of(name(OrderCancelled.class), name(OrderCompleted.class)),
            name(OrderRejected.class),
            Set.of(),
            name(OrderExpired.class),
            Set.of(),
            name(OrderCancelled.class),
            Set.of(),
            name(OrderCompleted.class),
            Set.of());

    private Histories() {}

    private static String name(Class<?> event) {
        return event.getSimpleName();
    }

    /** Every step that is not legal. */
    static List<String> broken(List<LogEntry> log) {
        List<String> broken = new ArrayList<>();
        Map<String, String> last = new LinkedHashMap<>();
        for (LogEntry entry : log) {
            Object body = entry.decoded();
            String event = body == null ? "" : name(body.getClass());
            if (AFTER.containsKey(event)) {
                String before = last.getOrDefault(entry.key(), NEW);
                if (!AFTER.getOrDefault(before, Set.of()).contains(event)) {
                    broken.add("15: the order " + entry.key() + " has " + event + " after " + before);
                }
                last.put(entry.key(), event);
            }
        }
        return broken;
    }
}
