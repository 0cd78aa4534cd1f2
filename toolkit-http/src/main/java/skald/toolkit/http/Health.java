package skald.toolkit.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    private record Report(String status, Map<String, String> checks) {}

    private Health() {}

    public static Check check(String name, Probe probe) {
        return new Check(name, probe);
    }

    /** Declares both paths. */
    public static void routes(Routes routes, List<Check> checks) {
        List<Check> all = List.copyOf(checks);
        routes.get("/health/live", _ -> Response.ok(new Report("up", Map.of())));
        routes.get("/health/ready", _ -> ready(all));
    }

    private static Response ready(List<Check> checks) {
        Map<String, String> results = new TreeMap<>();
        for (Check check : checks) {
            results.put(check.name(), passes(check) ? "up" : "down");
        }
        boolean up = !results.containsValue("down");
        return Response.json(up ? 200 : 503, new Report(up ? "up" : "down", results));
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
