package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each service by itself: one goes away, comes back, or is killed, and what was accepted is carried to its end. */
class SplitPlatformTest {
    private static final byte[] NOTHING = new byte[0];

    private final RunningPlatform skald = Topology.ORCHESTRATION_ON_KAFKA.platform();
    private final SplitSite site = (SplitSite) skald.site();

    @Test
    void while_a_service_is_away_orders_wait_and_the_others_answer() {
        String mug = skald.product("MUG", 850, 10);
        OrderForm form = skald.order(mug, 2);
        site.stopService("payments");

        String order = form.place();

        Answer away = skald.payment(order);
        assertThat(away.status()).as(away.body()).isEqualTo(503);
        assertThat(away.text("/code")).isEqualTo("service-away");
        assertThat(away.text("/detail")).contains("The payments service");
        assertThat(away.json().at("/retryable").asBoolean(false)).isTrue();
        assertThat(away.header("Retry-After")).isEqualTo("2");
        skald.awaitStatus(order, "pending");
        assertThat(skald.http().get("/v1/dead-letters").status()).isEqualTo(503);
        assertThat(skald.http()
                        .get("/v1/dead-letters?service=orders")
                        .expect(200)
                        .texts("/items", "/type"))
                .isEmpty();
        assertThat(skald.http().get("/health/ready").expect(200).number("/details/payments/instances"))
                .isEqualTo(2);

        site.startService("payments");

        skald.awaitShipped(order);
        skald.assertSound();
    }

    @Test
    void without_the_orders_service_no_order_is_taken_and_orders_are_still_shown() {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 1).place();
        skald.awaitShipped(order);
        OrderForm next = skald.order(mug, 1);
        site.stopService("orders");

        assertThat(next.send().status()).isEqualTo(503);
        assertThat(skald.see(order).expect(200).text("/status")).isEqualTo("shipped");

        site.startService("orders");
        skald.awaitShipped(placePatiently(next));
        skald.assertSound();
    }

    @Test
    void a_process_that_is_killed_is_replaced_by_its_twin_and_no_order_is_lost() throws InterruptedException {
        String mug = skald.product("MUG", 850, 1_000);
        String customer = skald.registerUser();
        Process twin = site.startTwin("orders");
        Waiting.until("both have a lane", () -> site.orders().ownLanes(), own -> own.size() == 1);
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            orders.add(placePatiently(skald.orderOf(customer).line(mug, 1)));
        }

        twin.destroyForcibly().waitFor();

        for (int i = 0; i < 20; i++) {
            orders.add(placePatiently(skald.orderOf(customer).line(mug, 1)));
        }
        orders.forEach(skald::awaitShipped);
        skald.awaitStock(mug, 960, 0);
        skald.assertSound();
    }

    @Test
    void everything_is_found_again_after_a_restart() {
        String mug = skald.product("MUG", 850, 10);
        String before = skald.order(mug, 1).place();
        skald.restart();

        String after = skald.order(mug, 1).place();

        skald.awaitShipped(before);
        skald.awaitShipped(after);
        skald.assertSound();
    }

    @Test
    void dead_letters_are_asked_of_the_service_in_their_id() {
        assertThat(skald.http().get("/v1/dead-letters").expect(200).texts("/items", "/type"))
                .isEmpty();
        assertThat(skald.http().get("/v1/dead-letters/orders~999").expect(404).text("/code"))
                .isEqualTo("not-found");
        assertThat(skald.http().get("/v1/dead-letters/nobody~1").expect(404).text("/detail"))
                .contains("<service>~<number>");
        assertThat(skald.http()
                        .get("/v1/dead-letters?service=nobody")
                        .expect(400)
                        .pointers())
                .containsExactly("?service");
        assertThat(skald.http()
                        .send("POST", "/v1/dead-letters/payments~7/redrive", NOTHING)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void who_may_is_decided_by_the_services() {
        Http stranger = skald.http().as("");
        assertThat(stranger.get("/v1/products").status()).isEqualTo(200);
        assertThat(stranger.get("/v1/sagas").status()).isEqualTo(401);
        assertThat(stranger.get("/v1/dead-letters").status()).isEqualTo(401);
        assertThat(skald.http().get("/v1/nothing").status()).isEqualTo(404);
        assertThat(skald.http().send("DELETE", "/v1/products", NOTHING).header("Allow"))
                .contains("GET");
    }

    @Test
    void who_signed_in_with_the_users_service_is_known_to_the_others() {
        String who = "\"email\":\"grace.split@example.org\",\"password\":\"correct horse battery\"";
        String graceId = send("/v1/users", skald.http(), "{\"name\":\"Grace\"," + who + "}")
                .expect(201)
                .text("/userId");
        String token = send("/v1/sessions", skald.http().as(""), "{" + who + "}")
                .expect(201)
                .text("/accessToken");
        Http grace = skald.http().as(token);
        OrderForm form = skald.orderOf(graceId).line(skald.product("MUG", 850, 10), 1);
        Waiting.until("the orders service has heard of her", form::send, sent -> sent.status() == 201);
        String order = skald.sendOrder(grace, form.body()).expect(201).text("/orderId");
        Waiting.until("she sees her order", () -> grace.get("/v1/orders/" + order), seen -> seen.status() == 200);
        assertThat(grace.get("/v1/sagas").status()).isEqualTo(403);
    }

    private static Answer send(String path, Http http, String json) {
        return http.send("POST", path, json.getBytes(StandardCharsets.UTF_8));
    }

    /** As a client should: with one key, until there is an answer that says more than to ask again. */
    private String placePatiently(OrderForm form) {
        String key = skald.newKey();
        return Waiting.until(
                        "the order is taken", () -> form.send("Idempotency-Key", key), answer -> answer.status() != 503)
                .expect(201)
                .text("/orderId");
    }
}
