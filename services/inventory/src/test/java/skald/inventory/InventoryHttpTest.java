package skald.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.inventory.RunningInventory.json;
import static skald.inventory.SomeGoods.LANTERN;
import static skald.inventory.SomeGoods.order;
import static skald.inventory.SomeGoods.some;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skald.contracts.inventory.ProductDefined;
import skald.toolkit.http.Caller;

class InventoryHttpTest {
    private static final String PATH = "/v1/products/" + LANTERN;
    private static final String LANTERN_JSON = """
        {"name":"White lantern","price":{"amount":255,"currency":"EUR"}}\
        """;

    private final RunningInventory inventory = RunningInventory.inMemory(2);

    @AfterEach
    void stop() {
        inventory.close();
    }

    @Test
    void a_product_is_created_shown_and_changed() throws Exception {
        HttpResponse<String> created = inventory.put(PATH, LANTERN_JSON);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains(PATH);
        assertThat(created.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(created.headers().firstValue("Skald-Position")).isPresent();
        assertThat(json(created).get("sku").stringValue()).isEqualTo(LANTERN);
        assertThat(json(created).at("/price/amount").longValue()).isEqualTo(255);
        assertThat(Instant.parse(json(created).get("updatedAt").stringValue())).isNotNull();

        HttpResponse<String> shown = inventory.get(PATH);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(json(shown)).isEqualTo(json(created));
        assertThat(shown.headers().firstValue("ETag")).contains("\"1\"");

        HttpResponse<String> same = inventory.put(PATH, LANTERN_JSON);
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(json(same)).isEqualTo(json(created));
        HttpResponse<String> changed = inventory.put(PATH, LANTERN_JSON.replace("255", "300"));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(inventory.published())
                .containsExactly(
                        new ProductDefined(LANTERN, "White lantern", SomeGoods.euros(255)),
                        new ProductDefined(LANTERN, "White lantern", SomeGoods.euros(300)));
        assertThat(inventory.service().priceFacts(null, 10).getFirst().prices())
                .extracting(price -> price.price().amount())
                .containsExactly(255L, 300L);
    }

    @Test
    void a_change_of_a_product_that_somebody_else_has_changed_is_refused() throws Exception {
        assertThat(inventory.putIfMatch(PATH, "*", LANTERN_JSON).statusCode()).isEqualTo(412);
        inventory.put(PATH, LANTERN_JSON);
        assertThat(inventory
                        .putIfMatch(PATH, "\"1\"", LANTERN_JSON.replace("255", "300"))
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> late = inventory.putIfMatch(PATH, "\"1\"", LANTERN_JSON.replace("255", "301"));

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(json(inventory.get(PATH)).at("/price/amount").longValue()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\",\"price\":{\"amount\":1,\"currency\":\"EUR\"}}",
                "{\"name\":\"x\",\"price\":{\"amount\":-1,\"currency\":\"EUR\"}}",
                "{\"name\":\"x\",\"price\":{\"amount\":1,\"currency\":\"XXL\"}}",
                "{\"name\":\"x\",\"price\":{\"amount\":1,\"currency\":\"eur\"}}",
                "{\"name\":\"x\",\"price\":{\"amount\":9999999999999,\"currency\":\"EUR\"}}",
            })
    void a_product_that_cannot_be_is_refused(String body) throws Exception {
        assertThat(inventory.put(PATH, body).statusCode()).isEqualTo(422);
        assertThat(inventory.get(PATH).statusCode()).isEqualTo(404);
    }

    @Test
    void products_are_listed_in_pages_and_searched() throws Exception {
        for (String sku : new String[] {"C", "A", "B"}) {
            inventory.define(sku, 0);
        }
        HttpResponse<String> first = inventory.get("/v1/products?limit=2");
        assertThat(json(first).get("items")).hasSize(2);
        assertThat(json(first).at("/items/0/sku").stringValue()).isEqualTo("A");
        String next = json(first).get("next").stringValue();

        HttpResponse<String> second = inventory.get("/v1/products?limit=2&after=" + next);
        assertThat(json(second).get("items")).hasSize(1);
        assertThat(json(second).at("/items/0/sku").stringValue()).isEqualTo("C");
        assertThat(json(second).has("next")).isFalse();
        assertThat(json(inventory.get("/v1/products?q=product%20b")).get("items"))
                .hasSize(1);
        assertThat(json(inventory.get("/v1/products?q=%25")).get("items")).isEmpty();
        assertThat(inventory.get("/v1/products?after=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void goods_arrive_and_are_counted() throws Exception {
        inventory.define(LANTERN, 0);
        HttpResponse<String> receipt = inventory.move(LANTERN, "k1", """
            {"type":"receipt","quantity":5}\
            """);
        assertThat(receipt.statusCode()).isEqualTo(201);
        assertThat(json(receipt).get("type").stringValue()).isEqualTo("receipt");
        assertThat(json(receipt).at("/stock/onHand").longValue()).isEqualTo(5);

        HttpResponse<String> again = inventory.move(LANTERN, "k1", """
            {"type":"receipt","quantity":5}\
            """);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(receipt.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(inventory.move(LANTERN, "k1", """
            {"type":"receipt","quantity":6}\
            """).statusCode()).isEqualTo(422);

        assertThat(inventory.move(LANTERN, """
            {"type":"adjustment","quantity":-2,"reason":"broken"}\
            """).statusCode()).isEqualTo(201);
        assertThat(inventory.get("/v1/stock/" + LANTERN).body())
                .isEqualTo("{\"sku\":\"85123A\",\"onHand\":3,\"reserved\":0,\"available\":3}");
    }

    @Test
    void what_is_reserved_for_orders_cannot_be_counted_away() throws Exception {
        inventory.define(LANTERN, 5);
        inventory.reserve(order(1), some(3, LANTERN));
        inventory.settle();

        HttpResponse<String> refused = inventory.move(LANTERN, "k1", """
            {"type":"adjustment","quantity":-3}\
            """);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).get("code").stringValue()).isEqualTo("stock-reserved");
        inventory.release(order(1));
        inventory.settle();
        assertThat(inventory.move(LANTERN, "k1", """
            {"type":"adjustment","quantity":-3}\
            """).statusCode())
                .as("the refusal was not kept under the key")
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"receipt\",\"quantity\":0}",
                "{\"type\":\"receipt\",\"quantity\":-1}",
                "{\"type\":\"receipt\",\"quantity\":1000000001}",
                "{\"type\":\"adjustment\",\"quantity\":0}",
                "{\"type\":\"sale\",\"quantity\":1}",
                "{\"type\":\"receipt\",\"quantity\":1,\"reason\":\"\"}",
            })
    void a_movement_that_cannot_be_is_refused(String body) throws Exception {
        inventory.define(LANTERN, 1);

        assertThat(inventory.move(LANTERN, body).statusCode()).isEqualTo(422);
        assertThat(json(inventory.get("/v1/stock/" + LANTERN)).get("onHand").longValue())
                .isEqualTo(1);
    }

    @Test
    void stock_needs_a_product() throws Exception {
        assertThat(inventory.get("/v1/stock/NONE").statusCode()).isEqualTo(404);
        assertThat(inventory.get("/v1/stock/no%20sku").statusCode()).isEqualTo(404);
        assertThat(inventory.get("/v1/products/NONE").statusCode()).isEqualTo(404);
        assertThat(inventory.move("NONE", """
            {"type":"receipt","quantity":1}\
            """).statusCode()).isEqualTo(404);
    }

    @Test
    void a_movement_without_an_idempotency_key_is_recorded_each_time() throws Exception {
        inventory.define(LANTERN, 0);
        for (int i = 0; i < 2; i++) {
            assertThat(inventory
                            .send(inventory
                                    .to("/v1/stock/" + LANTERN + "/movements")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("""
                                        {"type":"receipt","quantity":2}\
                                        """)))
                            .statusCode())
                    .isEqualTo(201);
        }

        assertThat(json(inventory.get("/v1/stock/" + LANTERN)).get("onHand").longValue())
                .isEqualTo(4);
    }

    @Test
    void only_an_admin_changes_catalogue_and_stock() throws Exception {
        inventory.define(LANTERN, 1);
        inventory.as(new Caller(Caller.Role.CUSTOMER, "somebody"));

        assertThat(inventory.put(PATH, LANTERN_JSON).statusCode()).isEqualTo(403);
        assertThat(inventory.move(LANTERN, """
            {"type":"receipt","quantity":1}\
            """).statusCode()).isEqualTo(403);
        assertThat(inventory.get(PATH).statusCode()).isEqualTo(200);
        assertThat(inventory.get("/v1/stock/" + LANTERN).statusCode()).isEqualTo(200);
    }
}
