package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import skald.orders.OrdersService;
import skald.orders.SagaStyle;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.saga.RetryPolicy;

/** An order without a coordinator that cannot be undone: the gateway never gives its authorization back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StuckJourneyTest {
    private static final byte[] NOTHING = new byte[0];
    private static final RetryPolicy SHORT = new RetryPolicy(3, Duration.ofMillis(400), Duration.ofMillis(400));

    private RunningPlatform skald;

    @BeforeAll
    void start() {
        Settings settings = Settings.inMemory(0)
                .with(Duration.ofMinutes(10), new OrdersService.Patience(SHORT, Duration.ofMinutes(8)))
                .with(SagaStyle.CHOREOGRAPHY);
        skald = RunningPlatform.start(settings);
    }

    @AfterAll
    void stop() {
        skald.close();
    }

    @Test
    void it_is_shown_to_the_operator_with_what_it_waits_for_and_can_be_announced_again() {
        String order = skald.order(skald.product("MUG", 850, 1), 2)
                .with(GatewaySimulator.VOID_FAILS)
                .place();

        awaitStuck(order);

        Answer journey = skald.http().get("/v1/journeys/" + order).expect(200);
        assertThat(journey.text("/status")).isEqualTo("stuck");
        assertThat(journey.text("/waitsFor")).isEqualTo("give the order up");
        assertThat(skald.see(order).text("/status")).isEqualTo("pending");
        Answer audit = skald.http().get("/v1/audit").expect(200);
        assertThat(audit.json().at("/clean").asBoolean(false)).as(audit.body()).isTrue();
        assertThat(audit.number("/underWay")).isEqualTo(1);

        assertThat(skald.http()
                        .send("POST", "/v1/journeys/" + order + "/announce", NOTHING)
                        .expect(202)
                        .text("/orderId"))
                .isEqualTo(order);
        awaitStuck(order);
        assertThat(skald.timeline(order).texts("/items", "/type")).contains("skald.orders.withdrawal-requested.v1");
    }

    private void awaitStuck(String order) {
        Waiting.until(
                "the journey of order " + order + " is stuck",
                () -> skald.http().get("/v1/journeys?status=stuck").expect(200),
                stuck -> stuck.texts("/items", "/orderId").contains(order));
    }
}
