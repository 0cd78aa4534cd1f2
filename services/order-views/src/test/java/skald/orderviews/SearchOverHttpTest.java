package skald.orderviews;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.orderviews.Shop.ALICE;
import static skald.orderviews.Shop.at;
import static skald.orderviews.Shop.order;
import static skald.orderviews.Shop.placed;
import static skald.orderviews.Shop.registered;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.orderviews.adapter.out.search.SearchServer;
import skald.testkit.TestPostgres;
import skald.testkit.opensearch.OpenSearchNode;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service over a real PostgreSQL and a real OpenSearch. */
class SearchOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** Each of them waits a second for the index. */
    private static final int MOST_REPEATS = 30;

    private final Map<String, SomeLog> logs = RunningViews.logs();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServiceDatabase database = TestPostgres.database("order-views");
    private @Nullable RunningViews views;
    private @Nullable WebServer server;

    private void start(URI engine) {
        RunningViews running = new RunningViews(
                environment -> OrderViewsService.onPostgres(
                        database.dataSource(), new SearchServer(engine, null), "over-http", environment, 2),
                InstantSource.system(),
                logs,
                feed -> feed);
        AtomicLong ids = new AtomicLong();
        Edge edge = new Edge(() -> new UUID(0x7000, ids.incrementAndGet()), _ -> Caller.operator(), Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        running.service().routes(edge.install(routing));
        views = running;
        server = edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        client.close();
        if (server != null) {
            server.stop();
        }
        if (views != null) {
            views.close();
        }
        database.close();
    }

    private HttpResponse<String> send(String method, String path, String position)
            throws IOException, InterruptedException {
        int port = server == null ? 0 : server.port();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!position.isEmpty()) {
            request.header("Skald-Position", position);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks again as long as the answer says so. */
    private JsonNode get(String path, String position) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", path, position);
        for (int i = 0; i < MOST_REPEATS && response.statusCode() == 503; i++) {
            response = send("GET", path, position);
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void whoever_names_the_position_of_a_write_finds_it_in_the_index() throws Exception {
        start(OpenSearchNode.shared().address());
        RunningViews.tell(logs, ALICE, registered(ALICE, "Alice Archer"), at(0));
        String position = "";
        for (int number = 1; number <= 3; number++) {
            position = RunningViews.tell(logs, order(number), placed(number, ALICE), at(number));
            JsonNode items = get("/v1/orders?q=lantern", position).get("items");
            assertThat(items).hasSize(number);
            assertThat(items.get(0).get("orderId").asString())
                    .isEqualTo(order(number).toString());
        }
        JsonNode page = get("/v1/orders?q=alice&limit=2", position);
        assertThat(page.get("items")).hasSize(2);
        assertThat(page.get("items").get(0).get("customerName").asString()).isEqualTo("Alice Archer");

        HttpResponse<String> asked = send("POST", "/v1/projections/orders-search/rebuild", "");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        while (get("/v1/projections", "").at("/search/generation").asInt() < 2) {
            assertThat(get("/v1/orders", "").get("items")).hasSize(3);
        }
        assertThat(get("/v1/projections", "").at("/search/filling").isNull()
                        || get("/v1/projections", "").at("/search/filling").isMissingNode())
                .isTrue();
    }

    @Test
    void without_its_search_engine_orders_are_not_listed_and_all_else_goes_on() throws Exception {
        start(URI.create("http://127.0.0.1:1"));
        String position = RunningViews.tell(logs, order(1), placed(1, ALICE), at(1));
        assertThat(get("/v1/orders/" + order(1), position).get("status").asString())
                .isEqualTo("pending");
        HttpResponse<String> list = send("GET", "/v1/orders", "");
        assertThat(list.statusCode()).isEqualTo(503);
        assertThat(list.headers().firstValue("Retry-After")).contains("5");
        assertThat(JSON.readTree(list.body()).get("code").asString()).isEqualTo("search-away");
        HttpResponse<String> behind = send("GET", "/v1/orders", position);
        assertThat(behind.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(behind.body()).get("code").asString()).isEqualTo("read-model-behind");
    }
}
