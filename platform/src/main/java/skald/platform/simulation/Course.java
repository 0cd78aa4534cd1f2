package skald.platform.simulation;

import java.time.Duration;
import java.util.List;
import skald.contracts.Line;
import skald.orders.SagaStyle;
import skald.simulation.Crashes;
import skald.simulation.Network;
import skald.simulation.Simulation;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;

/** How one order can go, for crashes at every point of its way. */
public enum Course {
    DELIVERED(GatewaySimulator.VISA, "1 Hill", 1, false, false, true),
    DECLINED(GatewaySimulator.DECLINED, "1 Hill", 1, false, false, false),
    NOT_IN_STOCK(GatewaySimulator.VISA, "1 Hill", 99, false, false, false),
    CANCELLED_IN_A_RACE(GatewaySimulator.VISA, "1 Hill", 1, true, false, false),
    NO_ANSWER_AT_FIRST(GatewaySimulator.HANG, "1 Hill", 1, false, false, false),
    CHARGED_WITHOUT_AN_ANSWER(GatewaySimulator.CAPTURE_LOST, "1 Hill", 1, false, false, false),
    NOT_CARRIED(GatewaySimulator.VISA, "1 Hill " + CarrierSimulator.REFUSE, 1, false, false, false),
    REFUNDED(GatewaySimulator.VISA, "1 Hill " + CarrierSimulator.HOLD, 1, true, false, false),
    RETURNED(GatewaySimulator.VISA, "1 Hill", 2, false, true, true);

    private final Wish wish;

    Course(String token, String street, int quantity, boolean cancels, boolean returns, boolean delivers) {
        this.wish = new Wish(List.of(new Line("MUG", quantity)), street, token, cancels, returns, delivers);
    }

    /**
     * Lets a process die at the points of this course, one run each.
     *
     * @param everyKind as {@link Simulation#crashes}
     */
    public Crashes crashes(SagaStyle style, boolean everyKind) {
        var play = new SimulatedPlatform.Play(Network.Topology.APART, style, List.of(wish));
        return Simulation.of(() -> new SimulatedPlatform(play))
                .lasting(Duration.ofSeconds(5), Duration.ofMinutes(25))
                .crashes(1, everyKind);
    }
}
