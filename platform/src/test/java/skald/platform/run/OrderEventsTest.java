package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import skald.simulators.carrier.CarrierSimulator;
import tools.jackson.databind.json.JsonMapper;

/** Clients who listen to the progress of an order, and clients who wait for its decision. */
class OrderEventsTest extends AnyPlatform {
    private static final JsonMapper JSON = new JsonMapper();

    /** One event as it came. */
    private record Event(String id, String type, String data) {
        String text(String pointer) {
            return JSON.readTree(data).at(pointer).asString("");
        }
    }

    OrderEventsTest(Topology topology) {
        super(topology);
    }

    private static List<Event> events(String body) {
        return Stream.of(body.split("\n\n"))
                .filter(block -> block.startsWith("id: "))
                .map(block -> block.split("\n"))
                .map(lines -> new Event(lines[0].substring(4), lines[1].substring(7), lines[2].substring(6)))
                .toList();
    }

    static String lastId(String body) {
        return events(body).getLast().id();
    }

    private String completed() {
        String order = skald.order(skald.product("EVENTS", 100, 5), 1).place();
        skald.awaitShipped(order);
        skald.delivered(order).expect(200);
        skald.awaitStatus(order, "completed");
        return order;
    }

    private Answer listen(String order, String... headers) {
        return skald.http().get("/v1/orders/" + order + "/events", headers);
    }

    @Test
    void who_listens_is_told_everything_from_the_placing_to_the_end_while_it_happens() throws Exception {
        String order = skald.order(skald.product("EVENTS", 100, 5), 1)
                .to("1 Hill " + CarrierSimulator.HOLD)
                .place();
        CompletableFuture<Answer> heard =
                CompletableFuture.supplyAsync(() -> listen(order).expect(200));
        skald.awaitStatus(order, "confirmed");
        assertThat(heard).isNotDone();
        skald.cancel(order).expect(202);

        List<Event> events = events(heard.get(30, TimeUnit.SECONDS).body());

        assertThat(events.getFirst().type()).isEqualTo("skald.orders.order-placed.v1");
        assertThat(events).extracting(Event::type).contains("skald.orders.order-cancelled.v1");
        assertThat(events.getLast().text("/status")).isEqualTo("cancelled");
        assertThat(events).extracting(event -> event.text("/orderId")).containsOnly(order);
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void who_comes_again_is_told_the_rest_and_every_entry_once() {
        String order = completed();
        List<Event> all = events(listen(order).expect(200).body());
        List<String> entries = new ArrayList<>(skald.timeline(order).texts("/items", "/type"));
        assertThat(all).extracting(Event::type).containsExactlyInAnyOrderElementsOf(entries);

        for (int told = 1; told < all.size(); told++) {
            List<Event> rest =
                    events(listen(order, "Last-Event-ID", all.get(told - 1).id())
                            .expect(200)
                            .body());
            assertThat(rest).isEqualTo(all.subList(told, all.size()));
        }
        Answer nothing = listen(order, "Last-Event-ID", all.getLast().id()).expect(204);
        assertThat(nothing.body()).isEmpty();
    }

    @Test
    void what_is_no_id_of_an_event_is_refused() {
        String order = completed();

        for (String id :
                List.of("x", "orders.", "orders.1_", "orders.99999999999999999999", "a.1_".repeat(30) + "a.1")) {
            assertThat(listen(order, "Last-Event-ID", id).expect(400).pointers())
                    .containsExactly("header:Last-Event-ID");
        }
    }

    @Test
    void who_prefers_to_wait_is_answered_when_the_order_is_decided() {
        String sku = skald.product("EVENTS", 100, 5);

        Answer paid =
                skald.order(sku, 1).send("Prefer", "respond-async, wait=20").expect(201);
        assertThat(paid.text("/status")).isIn("confirmed", "completed");
        assertThat(paid.header("Preference-Applied")).isEqualTo("wait=20");

        Answer declined = skald.order(sku, 1)
                .with("tok_declined")
                .send("Prefer", "wait=3600")
                .expect(201);
        assertThat(declined.text("/status")).isEqualTo("rejected");
        assertThat(declined.header("Preference-Applied")).isEqualTo("wait=30");
    }

    @Test
    void who_does_not_wait_or_says_it_wrong_is_answered_at_once() {
        String sku = skald.product("EVENTS", 100, 9);

        for (String preference : List.of("return=minimal", "wait", "wait=-1", "wait=0", "wait=x", "nowait=5")) {
            Answer placed = skald.order(sku, 1).send("Prefer", preference).expect(201);
            assertThat(placed.text("/status")).isEqualTo("pending");
            assertThat(placed.header("Preference-Applied")).isEmpty();
        }
    }
}
