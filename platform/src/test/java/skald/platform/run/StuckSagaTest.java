package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import skald.orders.OrdersService;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.saga.RetryPolicy;

/** A compensation that does not succeed: the gateway never gives an authorization back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StuckSagaTest {
    private static final RetryPolicy SHORT = new RetryPolicy(3, Duration.ofMillis(400), Duration.ofMillis(400));

    private RunningPlatform skald;

    @BeforeAll
    void start() {
        Settings settings = Settings.inMemory(0)
                .with(Duration.ofMinutes(10), new OrdersService.Patience(SHORT, Duration.ofMinutes(8)));
        skald = RunningPlatform.start(settings);
    }

    @AfterAll
    void stop() {
        skald.close();
    }

    @Test
    void it_is_shown_to_the_operator_with_the_step_that_hangs() {
        String order = skald.order(skald.product("MUG", 850, 1), 2)
                .with(GatewaySimulator.VOID_FAILS)
                .place();

        awaitStuck(order);

        Answer saga = skald.http().get("/v1/sagas/order~" + order).expect(200);
        assertThat(saga.text("/status")).isEqualTo("stuck");
        assertThat(saga.text("/step")).isEqualTo("authorize payment");
        assertThat(saga.texts("/steps", "/state")).containsOnlyOnce("stuck");
        assertThat(skald.see(order).text("/status")).isEqualTo("pending");
        assertOnlyUnfinished();
    }

    @Test
    void an_order_that_is_being_cancelled_stays_so_however_often_it_is_asked_for() {
        String order = skald.order(skald.product("MUG", 850, 1), 1)
                .with(GatewaySimulator.VOID_FAILS)
                .to("1 Hill " + CarrierSimulator.SLOW)
                .place();
        Waiting.until(
                "the payment is authorized",
                () -> skald.payment(order),
                payment -> payment.text("/status").equals("authorized"));

        assertThat(skald.cancel(order).expect(202).text("/status")).isEqualTo("cancel-pending");
        assertThat(skald.delete(order).expect(202).text("/status")).isEqualTo("cancel-pending");

        awaitStuck(order);
        assertThat(skald.cancel(order).expect(202).text("/status")).isEqualTo("cancel-pending");
        assertOnlyUnfinished();
    }

    @Test
    void an_operator_mends_it_and_everybody_sees_who_did_what_and_why() {
        String order = skald.order(skald.product("MUG", 850, 1), 2)
                .with(GatewaySimulator.VOID_FAILS)
                .place();
        awaitStuck(order);
        String saga = "/v1/sagas/" + order;
        assertThat(skald.http().get("/v1/sagas/counts").expect(200).number("/stuck"))
                .isPositive();

        post(saga + "/skip", "{}").expect(400);
        post(saga + "/resolve", "{\"outcome\": \"done\", \"reason\": \"seen\"}").expect(409);
        post("/v1/sagas/order~nobody/retry", "").expect(404);
        Answer skipped =
                post(saga + "/skip", "{\"reason\": \"voided by the bank\"}").expect(200);
        assertThat(skipped.text("/status")).isEqualTo("compensated");

        Answer shown = skald.http().get(saga).expect(200);
        assertThat(shown.texts("/steps", "/state")).contains("compensation-skipped");
        assertThat(shown.texts("/interventions", "/reason")).containsExactly("voided by the bank");
        assertThat(shown.texts("/interventions", "/operator")).containsExactly("operator");
        assertThat(shown.texts("/interventions", "/verb")).containsExactly("skip");
        post(saga + "/skip", "{\"reason\": \"again\"}").expect(200);
        assertThat(skald.http()
                        .get("/v1/sagas/check")
                        .expect(200)
                        .json()
                        .at("/clean")
                        .asBoolean(false))
                .isTrue();
    }

    private Answer post(String path, String body) {
        byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return skald.http().send("POST", path, bytes, "Content-Type", "application/json");
    }

    private void awaitStuck(String order) {
        Waiting.until(
                "the saga of order " + order + " is stuck",
                () -> skald.http().get("/v1/sagas?status=stuck").expect(200),
                stuck -> stuck.texts("/items", "/orderId").contains(order));
    }

    /** Stuck is unfinished, not wrong: a saga still carries the order. */
    private void assertOnlyUnfinished() {
        Answer audit = skald.http().get("/v1/audit").expect(200);
        assertThat(audit.json().at("/clean").asBoolean(false)).as(audit.body()).isTrue();
        assertThat(audit.number("/underWay")).isPositive();
    }
}
