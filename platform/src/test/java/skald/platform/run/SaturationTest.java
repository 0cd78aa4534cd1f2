package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import skald.toolkit.Admission;
import skald.toolkit.Admission.Backlog;

/** More orders come than are carried to their end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SaturationTest {
    private RunningPlatform skald;

    @BeforeAll
    void start() {
        skald = RunningPlatform.inMemory();
    }

    @AfterAll
    void stop() {
        skald.close();
    }

    @Test
    void new_orders_are_refused_at_the_door_and_accepted_ones_go_on() {
        String sku = skald.product("MUG", 850, 10);
        String accepted = skald.order(sku, 1).place();
        skald.pretend(new Backlog("payments", Admission.MOST_MESSAGES + 1, 0));

        String key = skald.newKey();
        OrderForm order = skald.order(sku, 2);
        Answer refused = order.send("Idempotency-Key", key).expect(503);

        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.text("/code")).isEqualTo("overloaded");
        assertThat(refused.text("/detail")).contains("payments");
        assertThat(refused.json().at("/retryable").asBoolean(false)).isTrue();
        skald.awaitShipped(accepted);

        skald.pretend(new Backlog("payments", Admission.MOST_MESSAGES, 0));
        skald.awaitShipped(order.send("Idempotency-Key", key).expect(201).text("/orderId"));
        skald.assertSound();
    }
}
