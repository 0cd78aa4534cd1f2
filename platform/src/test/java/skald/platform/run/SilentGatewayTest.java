package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skald.simulators.gateway.GatewaySimulator;

/** A gateway that takes a call and says nothing. It takes as long as patience with it lasts, so it is tried once only. */
class SilentGatewayTest {
    @ParameterizedTest
    @EnumSource(names = {"ORCHESTRATION_ON_POSTGRES", "CHOREOGRAPHY_ON_POSTGRES"})
    void is_asked_again_and_charges_once(Topology topology) {
        RunningPlatform skald = topology.platform();
        String order = skald.order(skald.product("MUG", 850, 10), 1)
                .with(GatewaySimulator.HANG)
                .place();

        skald.awaitShipped(order);

        Answer payment = skald.payment(order);
        assertThat(payment.number("/captured/amount")).isEqualTo(850);
        assertThat(payment.texts("/transactions", "/type")).containsExactly("authorize", "capture");
        skald.assertSound();
    }
}
