package skald.platform.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import skald.orders.OrdersService;
import skald.orders.SagaStyle;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.saga.RetryPolicy;

/**
 * The contract against real answers: every status of every operation that it describes is evoked here. That no answer of any
 * test is outside of it is checked wherever tests ask a platform.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractTest {
    /** What the edge answers whichever operation was asked: evoked in the tests of the edge. */
    private static final Set<String> OF_THE_EDGE = Set.of("408", "503");

    /** Only a defect leaves a dead letter; their API has tests of its own. */
    private static final String OF_DEAD_LETTERS = "(GET|POST) /v1/dead-letters/\\{id}.* (200|409)";

    private static final RetryPolicy SHORT = new RetryPolicy(3, Duration.ofMillis(400), Duration.ofMillis(400));

    private static final byte[] NOTHING = new byte[0];

    private final Set<String> complaints = new TreeSet<>();
    private RunningPlatform skald;
    private RunningPlatform choreography;

    @BeforeAll
    void start() {
        Settings settings = Settings.inMemory(0)
                .with(Duration.ofMinutes(10), new OrdersService.Patience(SHORT, Duration.ofMinutes(8)));
        skald = RunningPlatform.start(settings);
        choreography = RunningPlatform.start(settings.with(SagaStyle.CHOREOGRAPHY));
    }

    @AfterAll
    void stop() {
        skald.close();
        choreography.close();
    }

    @Test
    void the_contract_holds_together() {
        assertThat(skald.contract().danglingReferences()).isEmpty();
        assertThat(skald.contract().unusedComponents()).isEmpty();
        assertThat(skald.contract().described()).hasSizeGreaterThan(300);
    }

    @Test
    void every_status_of_every_operation_is_really_answered() {
        Customer ada = new Customer("ada");
        Customer eve = new Customer("eve");
        for (Target target : Targets.all()) {
            ask(skald.http().as(""), target);
            ask(skald.http().as(eve.token), target);
            ask(skald.http(), target);
            someOf(Garbage.of(target, Set.of())).stream()
                    .filter(one -> one.method().equals(target.method))
                    .forEach(this::ask);
        }
        ask(() -> theStoryOfAnOrder(ada));
        ask(() -> theStoryOfAUser(eve));
        ask(this::theStoryOfAProduct);
        ask(this::theStoryOfOperators);
        ask(this::theStoryOfAnOrderWithoutACoordinator);
        assertThat(complaints).isEmpty();

        Set<String> missing = new TreeSet<>(skald.contract().described());
        missing.removeAll(skald.contract().seen());
        missing.removeAll(choreography.contract().seen());
        missing.removeIf(one -> one.matches(OF_DEAD_LETTERS));
        missing.removeIf(one -> OF_THE_EDGE.contains(one.substring(one.lastIndexOf(' ') + 1)));
        assertThat(missing).isEmpty();
    }

    private void ask(Http http, Target target) {
        ask(() -> http.send(target.method, target.path(), target.body.getBytes(UTF_8)));
    }

    private void ask(GarbageCase one) {
        ask(() -> skald.http()
                .send(one.method(), one.path(), one.body(), one.headers().toArray(String[]::new)));
    }

    /** All that is wrong as a whole, and some of what is wrong in a part: wrong types, wrong values, parts that are missing. */
    private static List<GarbageCase> someOf(List<GarbageCase> all) {
        Map<String, List<GarbageCase>> byPart = all.stream().collect(Collectors.groupingBy(GarbageCase::pointer));
        List<GarbageCase> some = new ArrayList<>(byPart.getOrDefault("", List.of()));
        byPart.forEach((part, cases) -> {
            if (!part.isEmpty()) {
                some.add(cases.getFirst());
                some.add(cases.get(cases.size() / 2));
                some.add(cases.getLast());
            }
        });
        return some;
    }

    /** Goes on after what the contract does not describe, so that all of it is told at once. */
    private void ask(Runnable request) {
        try {
            request.run();
        } catch (AssertionError undescribed) {
            complaints.add(String.valueOf(undescribed.getMessage()));
        }
    }

    private Answer send(Http http, String method, String path, String body, String... headers) {
        return http.send(method, path, body.getBytes(UTF_8), headers);
    }

    private Answer send(String method, String path, String body, String... headers) {
        return send(skald.http(), method, path, body, headers);
    }

    /** Sends it under a key, and something else under the same key. */
    private void twice(String method, String path, String otherPath, String body, int status) {
        String key = skald.newKey();
        send(method, path, body, "Idempotency-Key", key).expect(status);
        send(method, path, body, "Idempotency-Key", key).expect(status);
        send(method, otherPath, body, "Idempotency-Key", key).expect(422);
    }

    /** Somebody with a password. */
    private final class Customer {
        final String email;
        final String id;
        String token = "";
        String refresh = "";

        Customer(String name) {
            email = name + "@contract.example";
            id = send("POST", "/v1/users", """
                {"email": "%s", "name": "Somebody", "password": "correct horse"}\
                """.formatted(email)).expect(201).text("/userId");
            signIn();
        }

        void signIn() {
            Answer session = send("POST", "/v1/sessions", """
                {"email": "%s", "password": "correct horse"}\
                """.formatted(email)).expect(201);
            token = session.text("/accessToken");
            refresh = session.text("/refreshToken");
        }
    }

    private void theStoryOfAnOrder(Customer ada) {
        String sku = skald.product("CONTRACT", 850, 100);
        String shipped = skald.orderOf(ada.id).line(sku, 5).place();
        String other = skald.orderOf(ada.id).line(sku, 1).to("2 [hold] Street").place();
        String third = skald.orderOf(ada.id).line(sku, 1).to("3 [hold] Street").place();
        skald.awaitShipped(shipped);
        skald.awaitStatus(other, "confirmed");
        skald.awaitStatus(third, "confirmed");
        String orders = "/v1/orders/";
        for (String view : List.of("", "/timeline", "/payments", "/shipments")) {
            skald.http().get(orders + shipped + view).expect(200);
        }
        String done = skald.orderOf(ada.id).line(sku, 1).place();
        skald.awaitShipped(done);
        skald.delivered(done).expect(200);
        skald.awaitStatus(done, "completed");
        Answer events = skald.http().get(orders + done + "/events").expect(200);
        skald.http()
                .get(orders + done + "/events", "Last-Event-ID", OrderEventsTest.lastId(events.body()))
                .expect(204);
        skald.http().get("/v1/orders?limit=1").expect(200);
        skald.http().get("/v1/notifications").expect(200);
        send("POST", orders + shipped + "/cancel", "").expect(409);
        skald.http().send("DELETE", orders + shipped, NOTHING).expect(409);
        twice("POST", orders + other + "/cancel", orders + third + "/cancel", "", 202);
        twice("DELETE", orders + third, orders + other, "", 202);
        String lines = "{\"lines\": [{\"sku\": \"" + sku + "\", \"quantity\": 1}]}";
        send("POST", orders + other + "/returns", lines).expect(409);
        twice("POST", orders + shipped + "/returns", orders + third + "/returns", lines, 202);
        send("POST", orders + third + "/shipments/delivered", "").expect(409);
        twice("POST", orders + shipped + "/shipments/delivered", orders + other + "/shipments/delivered", "", 200);
    }

    private void theStoryOfAUser(Customer eve) {
        Http asEve = skald.http().as(eve.token);
        String eves = "/v1/users/" + eve.id;
        send(skald.http(), "POST", "/v1/users", """
            {"email": "EVE@contract.example", "name": "Another"}\
            """).expect(409);
        send(asEve, "POST", "/v1/users", """
            {"email": "king@contract.example", "name": "King", "password": "correct horse", "roles": ["admin"]}\
            """).expect(403);
        send(skald.http().as("nothing-good"), "POST", "/v1/users", "{}").expect(401);
        for (int i = 0; i <= 20; i++) {
            send(skald.http().as(""), "POST", "/v1/users", """
                {"email": "EVE@contract.example", "name": "Another", "password": "correct horse"}\
                """);
        }
        asEve.get("/v1/users/me").expect(200);
        asEve.get(eves).expect(200);
        send("PUT", eves + "/roles", "{\"roles\": [\"customer\"]}").expect(200);
        send("POST", "/v1/sessions/refresh", "{\"refreshToken\": \"" + eve.refresh + "\"}")
                .expect(200);
        send("POST", "/v1/sessions/end", "{\"refreshToken\": \"" + eve.refresh + "\"}")
                .expect(204);
        String change = """
            {"password": "correct horse", "currentPassword": "%s"}\
            """;
        send(asEve, "PUT", eves + "/password", change.formatted("correct horse"))
                .expect(204);
        for (int i = 0; i < 10; i++) {
            send(asEve, "PUT", eves + "/password", change.formatted("wrong horse"))
                    .expect(401);
            send("POST", "/v1/sessions", "{\"email\": \"nobody@a.de\", \"password\": \"wrong horse\"}")
                    .expect(401);
        }
        send(asEve, "PUT", eves + "/password", change.formatted("wrong horse")).expect(429);
        send("POST", "/v1/sessions", "{\"email\": \"nobody@a.de\", \"password\": \"wrong horse\"}")
                .expect(429);
        asEve.send("DELETE", eves, NOTHING).expect(204);
        asEve.get("/v1/users/me").expect(410);
        skald.http().get(eves).expect(410);
        send("PUT", eves + "/roles", "{\"roles\": [\"customer\"]}").expect(410);
        send("PUT", eves + "/password", "{\"password\": \"correct horse\"}").expect(410);
    }

    private void theStoryOfAProduct() {
        String path = "/v1/products/CONTRACT-X";
        String mug = "{\"name\": \"A mug\", \"price\": {\"amount\": 850, \"currency\": \"EUR\"}}";
        send("PUT", path, mug).expect(201);
        send("PUT", path, mug).expect(200);
        String version = skald.http().get(path).expect(200).header("ETag");
        skald.http().get(path, "If-None-Match", version).expect(304);
        send("PUT", path, mug, "If-Match", "\"99\"").expect(412);
        skald.http().get("/v1/products?limit=1").expect(200);
        skald.receive("CONTRACT-X", 1);
        skald.http().get("/v1/stock/CONTRACT-X").expect(200);
        String sku = skald.product("CONTRACT", 850, 1);
        skald.awaitStatus(skald.order(sku, 1).to("1 [hold] Street").place(), "confirmed");
        send("POST", "/v1/stock/" + sku + "/movements", "{\"type\": \"adjustment\", \"quantity\": -1}")
                .expect(409);
    }

    private void theStoryOfOperators() {
        skald.http().get("/v1/sagas?limit=1").expect(200);
        String completed =
                "/v1/sagas/" + skald.http().get("/v1/sagas?status=completed").text("/items/0/sagaId");
        skald.http().get(completed).expect(200);
        String stuck = stuck(skald, "/v1/sagas");
        String mended = stuck(skald, "/v1/sagas");
        String reason = "{\"reason\": \"seen at the bank\"}";
        String undone = "{\"reason\": \"seen at the bank\", \"outcome\": \"undone\"}";
        send("POST", stuck + "/resume", "").expect(200);
        send("POST", stuck + "/retry", "").expect(200);
        send("POST", stuck + "/compensate", reason).expect(200);
        send("POST", stuck + "/resolve", undone).expect(200);
        send("POST", mended + "/skip", reason).expect(200);
        for (String verb : List.of("resume", "retry", "compensate", "skip")) {
            send("POST", completed + '/' + verb, reason).expect(409);
        }
        send("POST", completed + "/resolve", undone).expect(409);
        skald.http().get("/v1/audit").expect(200);
        String key = skald.newKey();
        String rebuild = "/v1/projections/orders/rebuild";
        send("POST", rebuild, "", "Idempotency-Key", key).expect(202);
        send("POST", rebuild, "{}", "Idempotency-Key", key).expect(422);
        Waiting.until(
                "a rebuild meets another",
                () -> atOnce(() -> send("POST", rebuild, "").status()),
                statuses -> statuses.contains(409));
    }

    private static <T> List<T> atOnce(Supplier<T> call) {
        return IntStream.range(0, 8).mapToObj(_ -> CompletableFuture.supplyAsync(call)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private void theStoryOfAnOrderWithoutACoordinator() {
        String journey = stuck(choreography, "/v1/journeys");
        String another = stuck(choreography, "/v1/journeys");
        choreography.http().get(journey).expect(200);
        String key = choreography.newKey();
        Http http = choreography.http();
        send(http, "POST", journey + "/announce", "", "Idempotency-Key", key).expect(202);
        send(http, "POST", another + "/announce", "", "Idempotency-Key", key).expect(422);
        String shipped =
                choreography.order(choreography.product("MUG", 850, 1), 1).place();
        choreography.awaitShipped(shipped);
        Waiting.until(
                "the journey is at rest",
                () -> send(http, "POST", "/v1/journeys/" + shipped + "/announce", ""),
                answer -> answer.status() == 409);
    }

    /** What carries an order whose payment cannot be given back, when it is stuck. */
    private static String stuck(RunningPlatform platform, String carriers) {
        String order = platform.order(platform.product("MUG", 850, 1), 2)
                .with(GatewaySimulator.VOID_FAILS)
                .place();
        Waiting.until(
                "order " + order + " is stuck",
                () -> platform.http().get(carriers + "?status=stuck").expect(200),
                found -> found.texts("/items", "/orderId").contains(order));
        return carriers + '/' + order;
    }
}
