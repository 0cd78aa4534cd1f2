package skald.platform.importer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import skald.platform.client.Call;
import skald.platform.client.OrderView;
import skald.platform.client.PatientClient;
import skald.platform.client.Time;
import skald.toolkit.http.ProblemException;
import tools.jackson.databind.JsonNode;

/** Looks where the imported orders stand: many at once by the list of the newest orders, few or old ones by their ids. */
final class Standings {

    private static final int PAGE = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final PatientClient skald;
    private final Crew crew;
    private final Time time;
    private final Map<String, Standing> latest = new ConcurrentHashMap<>();

    Standings(PatientClient skald, Crew crew, Time time) {
        this.skald = skald;
        this.crew = crew;
        this.time = time;
    }

    /** Where the order stood when it was last looked at; null if it was never seen. */
    @Nullable
    Standing of(String orderId) {
        return latest.get(orderId);
    }

    /** Of all orders, as last seen. */
    Collection<Standing> all() {
        return latest.values();
    }

    /** Looks until {@code wanted} holds for each order, or the deadline is over. */
    void await(Collection<String> orderIds, Predicate<Standing> wanted, Deadline deadline, Console.Progress progress)
            throws InterruptedException {
        Set<String> open = new HashSet<>(orderIds);
        for (int look = 0; ; look++) {
            Map<String, Standing> seen = look(open);
            latest.putAll(seen);
            for (Standing standing : seen.values()) {
                if (wanted.test(standing) && open.remove(standing.orderId())) {
                    progress.step();
                }
            }
            if (open.isEmpty() || deadline.isOver()) {
                return;
            }
            Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(look, 10));
            time.pass(grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE);
        }
    }

    /** The order, now; null as long as the read model does not know it. */
    @Nullable
    OrderView find(String orderId) throws InterruptedException {
        try {
            OrderView order =
                    new OrderView(skald.call(Call.get(OrderView.path(orderId))).body());
            latest.put(orderId, Standing.of(order));
            return order;
        } catch (ProblemException e) {
            if (e.problem().status() == 404) {
                return null;
            }
            throw e;
        }
    }

    private Map<String, Standing> look(Set<String> wanted) throws InterruptedException {
        Map<String, Standing> seen = new ConcurrentHashMap<>();
        boolean all = wanted.size() > PAGE && pages(wanted, seen);
        if (!all) {
            Set<String> rest = new HashSet<>(wanted);
            rest.removeAll(seen.keySet());
            crew.each(rest, id -> {
                OrderView order = find(id);
                if (order != null) {
                    seen.put(id, Standing.of(order));
                }
            });
        }
        return seen;
    }

    /** Walks through the newest orders; whether all that are wanted and known to the read model were seen. */
    private boolean pages(Set<String> wanted, Map<String, Standing> seen) throws InterruptedException {
        // The orders of others may lie between ours: after twice as many pages the ids are cheaper.
        int most = 2 * (wanted.size() / PAGE + 1);
        String path = "/v1/orders?limit=" + PAGE;
        String next = path;
        for (int page = 0; page < most; page++) {
            JsonNode body = skald.call(Call.get(next)).body();
            for (JsonNode item : body.path("items")) {
                Standing standing = Standing.of(new OrderView(item));
                if (wanted.contains(standing.orderId())) {
                    seen.put(standing.orderId(), standing);
                }
            }
            String cursor = body.path("next").asString("");
            if (cursor.isEmpty() || seen.size() == wanted.size()) {
                return true;
            }
            next = path + "&after=" + Call.parameter(cursor);
        }
        return false;
    }

    /** How many orders stand where. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        latest.values().forEach(standing -> counts.merge(standing.status(), 1L, Long::sum));
        return counts;
    }
}
