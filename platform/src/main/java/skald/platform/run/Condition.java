package skald.platform.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import skald.toolkit.Admission;
import skald.toolkit.Service;
import skald.toolkit.http.Health;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Routes;

/** How the services of a process are: whether each works and reaches its database, and what waits in it. */
final class Condition {
    private Condition() {}

    static void routes(Routes routes, List<? extends HttpService> services) {
        Health.routes(routes, checks(services), details(services));
    }

    private static List<Health.Check> checks(List<? extends HttpService> services) {
        List<Health.Check> checks = new ArrayList<>();
        for (HttpService service : services) {
            checks.add(Health.check(service.runtime().name(), () -> {
                if (!service.runtime().isRunning()) {
                    throw new IllegalStateException(service.runtime().name() + " is not running");
                }
                service.runtime().read(Function.identity());
            }));
        }
        return checks;
    }

    private static List<Health.Details> details(List<? extends HttpService> services) {
        return services.stream()
                .map(HttpService::runtime)
                .map(service -> new Health.Details(service.name(), () -> numbers(service)))
                .toList();
    }

    private static Map<String, Long> numbers(Service service) {
        Admission.Backlog backlog = service.backlog();
        return Map.of(
                "deadLetters", service.deadLetters().countOpen(),
                "messagesWaiting", backlog.messages(),
                "effectsWaiting", backlog.effects(),
                "requestsWaiting", service.requestsWaiting());
    }
}
