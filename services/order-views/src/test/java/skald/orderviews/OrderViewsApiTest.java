package skald.orderviews;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.orderviews.Shop.ALICE;
import static skald.orderviews.Shop.BOB;
import static skald.orderviews.Shop.NOON;
import static skald.orderviews.Shop.at;
import static skald.orderviews.Shop.order;
import static skald.orderviews.Shop.placed;
import static skald.orderviews.Shop.pounds;
import static skald.orderviews.Shop.registered;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderRejected;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.PaymentAuthorized;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Caller.Role;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queries over HTTP, as whoever the test says. */
class OrderViewsApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** Noon, and a tenth of a second later each time that somebody looks: so patience ends without waiting for it. */
    private final InstantSource clock = new InstantSource() {
        private final AtomicLong looks = new AtomicLong();

        @Override
        public java.time.Instant instant() {
            return NOON.plusMillis(100 * looks.getAndIncrement());
        }
    };

    private final Map<String, SomeLog> logs = RunningViews.logs();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Caller caller = Caller.operator();
    private RunningViews views;
    private WebServer server;

    @BeforeEach
    void start() {
        start(clock);
    }

    private void start(InstantSource time) {
        views = new RunningViews(environment -> OrderViewsService.inMemory(environment, 2), time, logs, feed -> feed);
        AtomicLong ids = new AtomicLong();
        Edge edge = new Edge(() -> new UUID(0x7000, ids.incrementAndGet()), _ -> caller, Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        views.service().routes(edge.install(routing));
        server = edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop();
        views.close();
    }

    /** The same with a clock that goes as fast as the world, for queries that find what they wait for. */
    private void restartWithRealTime() {
        server.stop();
        views.close();
        start(InstantSource.system());
    }

    private String tell(UUID key, Object body, long second) {
        return RunningViews.tell(logs, key, body, at(second));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private List<String> ids(String path) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        json(path).get("items").forEach(item -> ids.add(item.get("orderId").asString()));
        return ids;
    }

    private static String id(long number) {
        return order(number).toString();
    }

    @Test
    void an_order_is_told_in_full() throws Exception {
        tell(ALICE, registered(ALICE, "Alice"), 0);
        tell(order(1), placed(1, ALICE), 1);
        tell(order(1), new PaymentAuthorized(id(1), pounds(1999)), 2);
        views.catchUp();
        JsonNode order = json("/v1/orders/" + id(1));
        assertThat(order).isEqualTo(JSON.readTree("""
            {"orderId":"%s","userId":"%s","customerName":"Alice","status":"pending","lifecycle":"pending",
             "payment":"authorized","fulfilment":"unfulfilled","total":{"amount":1999,"currency":"GBP"},
             "refunded":{"amount":0,"currency":"GBP"},
             "lines":[{"sku":"85123A","name":"White hanging heart T-light holder","quantity":2,
                       "price":{"amount":500,"currency":"GBP"}},
                      {"sku":"71053","name":"White metal lantern","quantity":1,"price":{"amount":999,"currency":"GBP"}}],
             "shipTo":{"name":"A. Buyer","street":"1 High Street","postalCode":"N1","city":"Bergen","country":"NO"},
             "reference":"PO-1","placedAt":"2026-03-01T12:00:01.000000Z","updatedAt":"2026-03-01T12:00:02.000000Z"}
            """.formatted(id(1), ALICE)));
    }

    @Test
    void a_timeline_shows_the_flow_with_its_commands() throws Exception {
        tell(order(1), placed(1, ALICE), 1);
        tell(order(1), new AuthorizePayment(id(1), pounds(1999), "card", "tok_secret"), 2);
        tell(order(1), new PaymentAuthorized(id(1), pounds(1999)), 3);
        views.catchUp();
        JsonNode timeline = json("/v1/orders/" + id(1) + "/timeline");
        assertThat(timeline.get("items")).hasSize(3);
        assertThat(timeline.get("items").get(2)).isEqualTo(JSON.readTree("""
            {"at":"2026-03-01T12:00:03.000000Z","source":"payments","position":2,
             "type":"skald.payments.payment-authorized.v1","summary":"Payment of 19.99 GBP authorized"}
            """));
        assertThat(timeline.toString()).doesNotContain("tok_secret");
        assertThat(get("/v1/orders/" + id(99) + "/timeline").statusCode()).isEqualTo(404);
    }

    @Test
    void a_list_is_filtered_and_leads_to_its_next_page() throws Exception {
        for (long number = 1; number <= 5; number++) {
            tell(order(number), placed(number, number % 2 == 0 ? BOB : ALICE), number);
        }
        tell(order(4), new OrderRejected(id(4), BOB.toString(), "no stock"), 6);
        tell(order(5), new OrderConfirmed(id(5), ALICE.toString(), pounds(1999)), 6);
        views.catchUp();
        assertThat(ids("/v1/orders?limit=2")).containsExactly(id(5), id(4));
        String next = get("/v1/orders?limit=2").headers().firstValue("Link").orElseThrow();
        String path = next.substring(1, next.indexOf('>'));
        assertThat(ids(path)).containsExactly(id(3), id(2));
        assertThat(ids("/v1/orders?user=" + BOB)).containsExactly(id(4), id(2));
        assertThat(ids("/v1/orders?status=rejected,confirmed")).containsExactly(id(5), id(4));
        assertThat(ids("/v1/orders?placedAfter=2026-03-01T12:00:02Z&placedBefore=2026-03-01T12:00:04Z"))
                .containsExactly(id(3));
        assertThat(ids("/v1/orders?q=po%203")).containsExactly(id(3));
        assertThat(ids("/v1/orders?q=nothing%27%20%7C%20%2A")).isEmpty();
    }

    @Test
    void what_is_no_filter_is_refused() throws Exception {
        assertThat(get("/v1/orders?status=lost").statusCode()).isEqualTo(400);
        assertThat(get("/v1/orders?limit=201").statusCode()).isEqualTo(400);
        assertThat(get("/v1/orders?after=nonsense").statusCode()).isEqualTo(400);
        assertThat(get("/v1/orders?colour=red").statusCode()).isEqualTo(400);
        assertThat(get("/v1/orders/17").statusCode()).isEqualTo(404);
    }

    @Test
    void a_customer_sees_own_orders_only() throws Exception {
        tell(order(1), placed(1, ALICE), 1);
        tell(order(2), placed(2, BOB), 2);
        views.catchUp();
        caller = new Caller(Role.CUSTOMER, ALICE.toString());
        assertThat(ids("/v1/orders")).containsExactly(id(1));
        assertThat(ids("/v1/orders?user=" + BOB)).isEmpty();
        assertThat(get("/v1/orders/" + id(1)).statusCode()).isEqualTo(200);
        assertThat(get("/v1/orders/" + id(2)).statusCode()).isEqualTo(404);
        assertThat(get("/v1/orders/" + id(2) + "/timeline").statusCode()).isEqualTo(404);
        assertThat(get("/v1/projections").statusCode()).isEqualTo(403);
        caller = new Caller(Role.SUPPORT, "support-1");
        assertThat(ids("/v1/orders")).containsExactly(id(2), id(1));
    }

    @Test
    void a_query_that_names_a_position_is_answered_from_there_on() throws Exception {
        restartWithRealTime();
        String position = tell(order(1), placed(1, ALICE), 1);
        HttpResponse<String> answer = send(to("/v1/orders/" + id(1)).header("Skald-Position", position));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void a_position_that_is_not_reached_is_a_problem_to_be_tried_again() throws Exception {
        String position = tell(order(1), placed(1, ALICE), 1);
        views.catchUp();
        String ahead = position.substring(0, position.lastIndexOf('.')) + ".99";
        HttpResponse<String> behind = send(to("/v1/orders").header("Skald-Position", ahead));
        assertThat(behind.statusCode()).isEqualTo(503);
        JsonNode problem = JSON.readTree(behind.body());
        assertThat(problem.get("code").asString()).isEqualTo("read-model-behind");
        assertThat(problem.get("retryable").asBoolean()).isTrue();
        assertThat(problem.get("detail").asString()).contains(position).contains(ahead);
        assertThat(behind.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void what_is_no_position_is_refused() throws Exception {
        for (String wrong :
                List.of("17", "orders.0", "orders.0.-1", "orders.x.1", "nobody.0.1", "orders.9.1", "a'b.0.1")) {
            HttpResponse<String> refused = send(to("/v1/orders").header("Skald-Position", wrong));
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains("header:Skald-Position");
        }
    }

    @Test
    void an_order_that_was_placed_just_now_is_waited_for() throws Exception {
        restartWithRealTime();
        long millis = InstantSource.system().millis();
        UUID fresh = new UUID(millis << 16 | 0x7000, order(1).getLeastSignificantBits());
        CompletableFuture<HttpResponse<String>> asked =
                client.sendAsync(to("/v1/orders/" + fresh).build(), HttpResponse.BodyHandlers.ofString());
        tell(fresh, placed(1, ALICE), 1);
        assertThat(asked.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void an_order_that_nobody_placed_is_not_found_in_the_end() throws Exception {
        // The id is of this moment, so it is waited for; the clock of this test makes that short.
        assertThat(get("/v1/orders/" + id(1)).statusCode()).isEqualTo(404);
        UUID old = new UUID(NOON.minusSeconds(3600).toEpochMilli() << 16 | 0x7000, order(1).getLeastSignificantBits());
        assertThat(get("/v1/orders/" + old).statusCode()).isEqualTo(404);
    }

    @Test
    void a_projection_tells_how_far_it_is_and_is_rebuilt_on_request() throws Exception {
        tell(order(1), placed(1, ALICE), 1);
        views.catchUp();
        JsonNode before = json("/v1/projections").get("items").get(0);
        assertThat(before.get("name").asString()).isEqualTo("orders");
        assertThat(before.get("generation").asLong()).isEqualTo(1);
        assertThat(before.get("lag").asLong()).isZero();
        assertThat(before.get("positions")).hasSize(12);
        assertThat(before.has("rebuild")).isFalse();

        HttpResponse<String> begun =
                send(to("/v1/projections/orders/rebuild").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(begun.body()).get("generation").asLong()).isEqualTo(2);
        JsonNode after = before;
        for (int look = 0; look < 1000 && !after.path("rebuild").has("finishedAt"); look++) {
            after = json("/v1/projections").get("items").get(0);
        }
        assertThat(after.get("generation").asLong()).isEqualTo(2);
        assertThat(ids("/v1/orders")).containsExactly(id(1));
        HttpResponse<String> unknown =
                send(to("/v1/projections/nothing/rebuild").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(unknown.statusCode()).isEqualTo(404);
    }

    @Test
    void facts_are_the_orders_by_id() {
        tell(order(2), placed(2, ALICE), 1);
        tell(order(1), placed(1, ALICE), 2);
        tell(order(1), new OrderConfirmed(id(1), ALICE.toString(), pounds(1999)), 3);
        views.catchUp();
        assertThat(views.service().facts(null, 10))
                .containsExactly(
                        new ViewFact(order(1), "CONFIRMED", pounds(1999)),
                        new ViewFact(order(2), "PENDING", pounds(1999)));
        assertThat(views.service().facts(order(1), 10)).hasSize(1);
    }
}
