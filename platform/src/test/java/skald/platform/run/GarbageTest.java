package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import skald.toolkit.http.Operation;

/** Whatever is sent, the answer is a problem that says what is wrong with the request, and nothing about the inside. */
class GarbageTest extends AnyPlatform {
    private static final int CALLERS = 8;

    GarbageTest(Topology topology) {
        super(topology);
    }

    @Test
    void every_route_gets_its_garbage() {
        assertThat(Targets.all().stream().map(Target::route))
                .as("routes that are described in Targets")
                .containsExactlyInAnyOrderElementsOf(
                        skald.operations().stream().map(Operation::name).toList());
    }

    @TestFactory
    Stream<DynamicTest> is_refused_by() {
        List<Target> targets = Targets.all();
        Set<String> routes = Garbage.routes(targets);
        return Stream.concat(
                targets.stream()
                        .map(target -> DynamicTest.dynamicTest(
                                target.route(), () -> assertRefused(Garbage.of(target, routes)))),
                Stream.of(DynamicTest.dynamicTest("no route at all", () -> assertRefused(Garbage.elsewhere()))));
    }

    private void assertRefused(List<GarbageCase> cases) throws Exception {
        List<Callable<List<String>>> calls = cases.stream()
                .<Callable<List<String>>>map(one -> () -> one.complaints(send(one)))
                .toList();
        List<String> complaints = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (Future<List<String>> call : callers.invokeAll(calls)) {
                complaints.addAll(call.get());
            }
        }
        assertThat(complaints).as(complaints.size() + " of " + cases.size()).isEmpty();
    }

    private Answer send(GarbageCase one) {
        return skald.http()
                .send(one.method(), one.path(), one.body(), one.headers().toArray(String[]::new));
    }
}
