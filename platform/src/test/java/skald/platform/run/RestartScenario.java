package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import skald.orders.SagaStyle;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;

/** A platform that is stopped and started again with the same data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestartScenario {
    private final SagaStyle style;
    private final RunningPlatform skald;

    RestartScenario(SagaStyle style) {
        this.skald = RunningPlatform.onPostgres(style);
        this.style = style;
    }

    @AfterAll
    void stop() {
        skald.close();
    }

    @Test
    void finds_everything_and_goes_on_with_what_was_under_way() {
        String mug = skald.product("MUG", 850, 10);
        String key = skald.newKey();
        OrderForm form = skald.order(mug, 1);
        Answer placed = form.send("Idempotency-Key", key).expect(201);
        String shipped = placed.text("/orderId");
        skald.awaitShipped(shipped);
        String waiting =
                skald.order(mug, 2).to("1 Hill " + CarrierSimulator.HOLD).place();
        skald.awaitStatus(waiting, "confirmed");
        String beingPaid = skald.order(mug, 3).with(GatewaySimulator.SLOW).place();
        String justPlaced = skald.order(mug, 1).place();
        String timeline = skald.timeline(shipped).body();

        skald.restart();

        assertThat(form.send("Idempotency-Key", key).body()).isEqualTo(placed.body());
        assertThat(skald.see(shipped).text("/status")).isEqualTo("shipped");
        assertThat(skald.timeline(shipped).body()).startsWith(timeline.substring(0, timeline.lastIndexOf(']')));
        skald.awaitShipped(justPlaced);
        skald.awaitShipped(beingPaid);
        assertThat(skald.payment(beingPaid).texts("/transactions", "/type")).containsExactly("authorize", "capture");
        skald.cancel(waiting).expect(202);
        skald.awaitStatus(waiting, "cancelled");
        skald.awaitStock(mug, 5, 0);
        skald.assertSound();
    }

    @Test
    void with_another_style_finishes_what_runs_in_the_style_that_it_was_placed_with() {
        SagaStyle other = style == SagaStyle.ORCHESTRATION ? SagaStyle.CHOREOGRAPHY : SagaStyle.ORCHESTRATION;
        String mug = skald.product("MUG", 850, 10);
        String waiting =
                skald.order(mug, 2).to("1 Hill " + CarrierSimulator.HOLD).place();
        skald.awaitStatus(waiting, "confirmed");
        String beingPaid = skald.order(mug, 1).with(GatewaySimulator.SLOW).place();

        skald.restart(other);

        String placedLater = skald.order(mug, 1).place();
        skald.awaitShipped(beingPaid);
        skald.awaitShipped(placedLater);
        skald.cancel(waiting).expect(202);
        skald.awaitStatus(waiting, "cancelled");
        assertStyle(waiting, style);
        assertStyle(beingPaid, style);
        assertStyle(placedLater, other);
        skald.awaitStock(mug, 8, 0);
        skald.assertSound();
        skald.restart(style);
    }

    private void assertStyle(String order, SagaStyle placedWith) {
        skald.http().get("/v1/sagas/order~" + order).expect(placedWith == SagaStyle.ORCHESTRATION ? 200 : 404);
        skald.http().get("/v1/journeys/" + order).expect(placedWith == SagaStyle.CHOREOGRAPHY ? 200 : 404);
    }

    @Test
    void in_the_middle_of_the_traffic_loses_no_order_and_makes_none_twice() throws InterruptedException {
        String mug = skald.product("MUG", 850, 1_000_000);
        String customer = skald.registerUser();
        int before = skald.acknowledged();
        Map<String, OrderForm> sent = new ConcurrentHashMap<>();
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        AtomicBoolean stopped = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.submit(() -> {
                    while (!stopped.get()) {
                        String key = skald.newKey();
                        OrderForm form = skald.orderOf(customer).line(mug, 1);
                        sent.put(key, form);
                        try {
                            if (form.send("Idempotency-Key", key).status() == 201) {
                                answered.add(key);
                            }
                        } catch (UncheckedIOException _) {
                            // Nobody knows what became of this one: it is sent again below.
                            stopped.set(true);
                        }
                    }
                });
            }
            Waiting.until("orders are coming in", answered::size, placed -> placed > 40);
            skald.stop();
            stopped.set(true);
        }

        skald.start();
        List<String> open = new ArrayList<>(sent.keySet());
        open.removeAll(answered);
        open.forEach(key -> sent.get(key).send("Idempotency-Key", key).expect(201));

        assertThat(skald.acknowledged() - before).isEqualTo(sent.size());
        skald.assertSound();
        skald.awaitStock(mug, 1_000_000 - sent.size(), 0);
    }
}
