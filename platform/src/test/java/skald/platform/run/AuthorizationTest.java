package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import skald.toolkit.http.Operation;

/** Every operation, asked by everybody: what comes of it is written in authorization-matrix.txt. */
class AuthorizationTest extends AnyPlatform {
    private static final AtomicLong NAMES = new AtomicLong();
    private static final String PASSWORD = "correct horse";
    private static final String[] CALLERS = {"nobody", "ada", "eve", "support", "admin"};

    /** Somebody who is signed in. */
    private record User(String id, String token) {}

    private final Map<String, List<String>> matrix = matrix();
    private final Map<String, Target> targets =
            Targets.all().stream().collect(Collectors.toMap(Target::route, Function.identity()));

    AuthorizationTest(Topology topology) {
        super(topology);
    }

    private static Map<String, List<String>> matrix() {
        try (InputStream file =
                Objects.requireNonNull(AuthorizationTest.class.getResourceAsStream("/authorization-matrix.txt"))) {
            Map<String, List<String>> rows = new LinkedHashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        String[] cells = line.split("\\s*\\|\\s*");
                        rows.put(cells[0], List.of(cells).subList(1, cells.length));
                    });
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private User user(String role) {
        String email = role + NAMES.incrementAndGet() + "@access.example";
        String id = send("POST", "/v1/users", skald.http(), """
            {"email":"%s","name":"Somebody","password":"%s","roles":["%s"]}
            """.formatted(email, PASSWORD, role))
                .expect(201)
                .text("/userId");
        Answer session = send("POST", "/v1/sessions", skald.http().as(""), """
            {"email":"%s","password":"%s"}
            """.formatted(email, PASSWORD))
                .expect(201);
        return new User(id, session.text("/accessToken"));
    }

    private static Answer send(String method, String path, Http http, String body) {
        return http.send(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    private OrderForm order(User customer, String sku) {
        return skald.orderOf(customer.id()).line(sku, 1);
    }

    @Test
    void every_operation_has_a_row() {
        assertThat(matrix.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        skald.operations().stream().map(Operation::name).toList());
    }

    @Test
    void everybody_gets_as_far_as_the_matrix_says() {
        Map<String, User> users = Map.of(
                "ada", user("customer"),
                "eve", user("customer"),
                "support", user("support"),
                "admin", user("admin"));
        String sku = skald.product("MATRIX", 100, 10);
        User ada = Objects.requireNonNull(users.get("ada"));
        String order = order(ada, sku)
                .send("Authorization", "Bearer " + ada.token())
                .expect(201)
                .text("/orderId");
        skald.awaitShipped(order);
        // At rest, so that whoever listens to it is not kept waiting.
        skald.delivered(order).expect(200);
        skald.awaitStatus(order, "completed");

        List<String> wrong = new ArrayList<>();
        List<String> operations = matrix.keySet().stream()
                // Who is erased owns nothing any more, and a changed password is not the one in the request.
                .sorted(Comparator.comparingInt(name -> name.startsWith("DELETE /v1/users")
                        ? 2
                        : name.endsWith("/password") || name.endsWith("/roles") ? 1 : 0))
                .toList();
        for (String operation : operations) {
            // Those who must not get in come first, as long as there is everything to be seen.
            for (int caller : new int[] {0, 2, 3, 1, 4}) {
                String who = CALLERS[caller];
                String expected = Objects.requireNonNull(matrix.get(operation)).get(caller);
                User user = users.get(who);
                Answer answer = ask(operation, user == null ? "" : user.token(), ada.id(), order);
                if (!fits(expected, answer.status())) {
                    wrong.add("%s by %s: expected %s, was %s".formatted(operation, who, expected, answer));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean fits(String expected, int status) {
        return switch (expected) {
            case "in" -> status != 401 && status != 403 && status < 500;
            case "own" -> status != 401 && status != 403 && status != 404 && status < 500;
            case "body" -> status == 200 || status == 201 || status == 401;
            default -> status == Integer.parseInt(expected);
        };
    }

    private Answer ask(String operation, String token, String adasId, String order) {
        Target target = Objects.requireNonNull(targets.get(operation), operation);
        boolean ofUsers = target.pattern.startsWith("/v1/users");
        boolean ofOrders = target.pattern.startsWith("/v1/orders");
        String path = ofUsers || ofOrders ? target.path(Map.of("id", ofUsers ? adasId : order)) : target.path();
        return send(target.method, path, skald.http().as(token), target.body);
    }

    @Test
    void customers_order_for_themselves_and_see_nobody_elses_orders() {
        User ada = user("customer");
        User eve = user("customer");
        String sku = skald.product("MATRIX", 100, 10);
        String order = order(ada, sku)
                .send("Authorization", "Bearer " + ada.token())
                .expect(201)
                .text("/orderId");
        skald.awaitShipped(order);

        Answer forAda =
                order(ada, sku).send("Authorization", "Bearer " + eve.token()).expect(422);
        assertThat(forAda.pointers()).containsExactly("/userId");
        assertThat(forAda.text("/errors/0/code")).isEqualTo("not-yours");

        Http asAda = skald.http().as(ada.token());
        Http asEve = skald.http().as(eve.token());
        assertThat(asAda.get("/v1/orders").texts("/items", "/orderId")).containsExactly(order);
        assertThat(asEve.get("/v1/orders").texts("/items", "/orderId")).isEmpty();
        assertThat(asEve.get("/v1/orders?user=" + ada.id()).texts("/items", "/orderId"))
                .isEmpty();
        assertThat(asAda.get("/v1/notifications?order=" + order).texts("/items", "/orderId"))
                .contains(order);
        assertThat(asEve.get("/v1/notifications?order=" + order).texts("/items", "/orderId"))
                .isEmpty();
    }

    @Test
    void an_order_of_somebody_else_is_answered_exactly_as_one_that_does_not_exist() {
        User ada = user("customer");
        User eve = user("customer");
        String order = order(ada, skald.product("MATRIX", 100, 10))
                .send("Authorization", "Bearer " + ada.token())
                .expect(201)
                .text("/orderId");
        String none = Target.Name.ID.example;
        skald.awaitShipped(order);

        for (String operation : matrix.keySet()) {
            if (operation.contains("/v1/orders/{id}")
                    && matrix.get(operation).get(2).equals("404")) {
                Answer foreign = ask(operation, eve.token(), ada.id(), order);
                Answer missing = ask(operation, eve.token(), ada.id(), none);
                assertThat(withoutNames(foreign, order)).isEqualTo(withoutNames(missing, none));
            }
        }
    }

    private static String withoutNames(Answer answer, String id) {
        return answer.toString().replace(id, "ID").replaceAll("\"traceId\":\"[0-9a-f]*\"", "");
    }

    @Test
    void a_key_of_one_customer_means_nothing_to_another() {
        User ada = user("customer");
        User eve = user("customer");
        String sku = skald.product("MATRIX", 100, 10);
        String key = skald.newKey();

        Answer adas = order(ada, sku)
                .send("Authorization", "Bearer " + ada.token(), "Idempotency-Key", key)
                .expect(201);
        Answer eves = order(eve, sku)
                .send("Authorization", "Bearer " + eve.token(), "Idempotency-Key", key)
                .expect(201);

        assertThat(eves.text("/orderId")).isNotEqualTo(adas.text("/orderId"));
        assertThat(eves.header("Idempotency-Replayed")).isEmpty();
    }
}
