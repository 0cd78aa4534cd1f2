package skald.payments.application;

import java.util.Optional;
import skald.payments.application.PaymentGateway.Answer;
import skald.payments.application.PaymentGateway.NotDoneException;
import skald.payments.domain.GatewayCall;
import skald.toolkit.Effect;
import skald.toolkit.Outcome;

/** Carries a recorded call to the gateway. After an unknown outcome the gateway is asked before it is called again. */
public final class GatewayEffect<C extends GatewayCall> implements Effect<C> {
    private final PaymentGateway gateway;

    /** Calls {@code gateway}. */
    public GatewayEffect(PaymentGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Outcome perform(String key, C call) throws InterruptedException {
        try {
            return outcome(call, gateway.perform(call));
        } catch (NotDoneException e) {
            return new Outcome.NotHappened(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Outcome ask(String key, C call) throws InterruptedException {
        Optional<Answer> known = gateway.find(key);
        // Unknown there: it may still be on its way, so it goes out again under the same key and never under a new one.
        return known.isPresent() ? outcome(call, known.get()) : perform(key, call);
    }

    @Override
    public Object unresolved(String key, C call, String reason) {
        return new CallUnresolved(call.orderId(), call.transaction(), reason);
    }

    private static Outcome outcome(GatewayCall call, Answer answer) {
        return new Outcome.Known(
                switch (answer) {
                    case Answer.Approved _ -> new CallApproved(call.orderId(), call.transaction());
                    case Answer.Declined(String reason) -> new CallDeclined(call.orderId(), call.transaction(), reason);
                });
    }
}
