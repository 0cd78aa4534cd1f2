package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skald.platform.run.RunningPlatform.Stock;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;

/** A customer's wish to cancel meets the order in each of its states. */
class CancellationTest extends PlatformScenario {
    private static final String NEVER_COLLECTED = "1 Hill " + CarrierSimulator.HOLD;

    /** The two requests that mean the same. */
    enum Wish {
        POST {
            @Override
            Answer send(RunningPlatform skald, String order) {
                return skald.cancel(order);
            }
        },
        DELETE {
            @Override
            Answer send(RunningPlatform skald, String order) {
                return skald.delete(order);
            }
        };

        abstract Answer send(RunningPlatform skald, String order);
    }

    CancellationTest(Topology topology) {
        super(topology);
    }

    @ParameterizedTest
    @EnumSource
    void an_order_whose_payment_takes_its_time_is_turned_around(Wish wish) {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 2).with(GatewaySimulator.SLOW).place();

        assertThat(wish.send(skald, order).expect(202).text("/status")).isEqualTo("cancel-pending");

        skald.awaitStatus(order, "cancelled");
        assertThat(wish.send(skald, order).expect(202).text("/status")).isEqualTo("cancelled");
        assertThat(skald.payment(order).text("/status")).isEqualTo("voided");
        assertThat(skald.stock(mug)).isEqualTo(new Stock(10, 0));
        skald.http().get("/v1/orders/" + order + "/shipments").expect(404);
    }

    @ParameterizedTest
    @EnumSource
    void a_confirmed_order_that_was_not_collected_is_refunded_and_its_stock_freed(Wish wish) {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 2).to(NEVER_COLLECTED).place();
        skald.awaitStatus(order, "confirmed");

        assertThat(wish.send(skald, order).expect(202).text("/status")).isEqualTo("cancel-pending");

        skald.awaitStatus(order, "cancelled");
        Answer payment = skald.payment(order);
        assertThat(payment.text("/status")).isEqualTo("refunded");
        assertThat(payment.number("/refunded/amount")).isEqualTo(1700);
        assertThat(skald.stock(mug)).isEqualTo(new Stock(10, 0));
        assertThat(skald.http().get("/v1/orders/" + order + "/shipments").texts("/items", "/status"))
                .containsExactly("cancelled");
    }

    @ParameterizedTest
    @EnumSource
    void goods_that_have_left_are_not_called_back(Wish wish) {
        String order = skald.order(skald.product("MUG", 850, 10), 1).place();
        skald.awaitShipped(order);

        assertThat(wish.send(skald, order).expect(409).text("/code")).isEqualTo("order.already-dispatched");
    }

    @ParameterizedTest
    @EnumSource
    void a_completed_order_stays_completed(Wish wish) {
        String order = skald.order(skald.product("MUG", 850, 10), 1).place();
        skald.awaitShipped(order);
        skald.delivered(order).expect(200);
        skald.awaitStatus(order, "completed");

        assertThat(wish.send(skald, order).expect(409).text("/code")).isEqualTo("order.at-its-end");
    }

    @ParameterizedTest
    @EnumSource
    void a_rejected_order_stays_rejected(Wish wish) {
        String order = skald.order(skald.product("MUG", 850, 10), 1)
                .with(GatewaySimulator.DECLINED)
                .place();
        skald.awaitStatus(order, "rejected");

        assertThat(wish.send(skald, order).expect(409).text("/code")).isEqualTo("order.at-its-end");
    }

    @ParameterizedTest
    @EnumSource
    void an_order_that_does_not_exist_is_not_found(Wish wish) {
        wish.send(skald, "01890a5d-ac96-774b-bcce-b302099a8057").expect(404);
        wish.send(skald, "nothing").expect(404);
    }

    @Test
    void the_reason_is_kept() {
        String order = skald.order(skald.product("MUG", 850, 10), 1)
                .to(NEVER_COLLECTED)
                .place();
        skald.awaitStatus(order, "confirmed");

        skald.http()
                .send("POST", "/v1/orders/" + order + "/cancel", "{\"reason\": \"wrong colour\"}".getBytes())
                .expect(202);

        assertThat(skald.awaitStatus(order, "cancelled").text("/reason")).isEqualTo("wrong colour");
    }

    @Test
    void wherever_a_cancellation_meets_its_order_the_customer_has_either_goods_or_money() {
        String mug = skald.product("MUG", 850, 100);
        String customer = skald.registerUser();
        List<String> orders = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> {
                    String order = skald.orderOf(customer).line(mug, 1).place();
                    // The further the order has come, the later the wish: so it meets all of its steps.
                    if (i % 4 > 0) {
                        Waiting.until(
                                "the order has come far enough",
                                () -> skald.timeline(order),
                                seen -> seen.texts("/items", "/type").size() > i / 4);
                    }
                    assertThat(skald.cancel(order).status()).isIn(202, 409);
                    return order;
                })
                .toList();

        long kept = 0;
        for (String order : orders) {
            Answer end = Waiting.until(
                    "the order is at its end",
                    () -> skald.see(order),
                    seen -> List.of("cancelled", "shipped").contains(seen.text("/status")));
            boolean goods = end.text("/status").equals("shipped");
            kept += goods ? 1 : 0;
            Answer payment = skald.payment(order);
            assertThat(payment.number("/captured/amount") - payment.number("/refunded/amount"))
                    .isEqualTo(goods ? 850 : 0);
        }
        skald.awaitStock(mug, 100 - kept, 0);
    }
}
