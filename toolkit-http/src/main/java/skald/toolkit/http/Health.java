package skald.toolkit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * {@code GET /health/live} (the process answers; nothing else is looked at) and {@code GET /health/ready} (every check
 * passes, or 503 naming those that do not).
 */
public final class Health {

    private static final System.Logger LOG = System.getLogger(Health.class.getName());

    /** Something this service cannot work without. */
    public record Check(String name, Probe probe) {}

    /** Returns if all is well, throws otherwise; must answer within a second or so. */
    @FunctionalInterface
    public interface Probe {
        void run() throws Exception;
    }

    /** What somebody who looks after this part wants to know: names and numbers, whether it is well or not. */
    public record Details(String name, Supplier<Map<String, Long>> numbers) {}

    private record Report(
            String status,
            Map<String, String> checks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Map<String, Long>> details) {}

    private Health() {}

    public static Check check(String name, Probe probe) {
        return new Check(name, probe);
    }

    /** Declares both paths. */
    public static void routes(Routes routes, List<Check> checks) {
        routes(routes, checks, List.of());
    }

    /** Declares both paths; the answer to {@code ready} has the details. */
    public static void routes(Routes routes, List<Check> checks, List<Details> details) {
        List<Check> all = List.copyOf(checks);
        List<Details> numbers = List.copyOf(details);
        routes.describe(Health.class, "health.json");
        routes.get("/health/live", Access.anyone(), _ -> Response.ok(new Report("up", Map.of(), Map.of())));
        routes.get("/health/ready", Access.anyone(), _ -> ready(all, numbers));
    }

    private static Response ready(List<Check> checks, List<Details> details) {
        Map<String, String> results = new TreeMap<>();
        for (Check check : checks) {
            results.put(check.name(), passes(check) ? "up" : "down");
        }
        boolean up = !results.containsValue("down");
        return Response.json(up ? 200 : 503, new Report(up ? "up" : "down", results, numbers(details)));
    }

    private static Map<String, Map<String, Long>> numbers(List<Details> details) {
        Map<String, Map<String, Long>> numbers = new TreeMap<>();
        for (Details detail : details) {
            try {
                numbers.put(detail.name(), new TreeMap<>(detail.numbers().get()));
            } catch (RuntimeException e) {
                // Its check tells that it is down.
                LOG.log(System.Logger.Level.DEBUG, "No details of " + detail.name(), e);
            }
        }
        return numbers;
    }

    private static boolean passes(Check check) {
        try {
            check.probe().run();
            return true;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // The reason may name hosts and users: it belongs in the log, not in the answer.
            LOG.log(System.Logger.Level.WARNING, "Health check " + check.name() + " fails", failure);
            return false;
        }
    }
}
