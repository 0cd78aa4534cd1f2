package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skald.orders.OrdersService;
import skald.orders.SagaStyle;
import skald.platform.run.RunningPlatform.Stock;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.saga.RetryPolicy;

/** An order that is not carried through in time. */
class ExpiryTest {

    @ParameterizedTest
    @EnumSource
    void expires_and_leaves_no_money_blocked_and_no_goods_held(SagaStyle style) {
        Settings settings = Settings.inMemory(0)
                .with(
                        Duration.ofMinutes(10),
                        new OrdersService.Patience(RetryPolicy.standard(), Duration.ofMillis(800)))
                .with(style);
        try (RunningPlatform skald = RunningPlatform.start(settings)) {
            String mug = skald.product("MUG", 850, 10);
            String notPaid = skald.order(mug, 1).with(GatewaySimulator.HANG).place();
            String notBooked =
                    skald.order(mug, 2).to("1 Hill " + CarrierSimulator.SLOW).place();

            for (String order : new String[] {notPaid, notBooked}) {
                assertThat(skald.awaitStatus(order, "expired").text("/reason")).contains("in time");
                assertThat(skald.payment(order).text("/status")).isEqualTo("voided");
            }
            skald.assertSound();
            assertThat(skald.stock(mug)).isEqualTo(new Stock(10, 0));
        }
    }
}
