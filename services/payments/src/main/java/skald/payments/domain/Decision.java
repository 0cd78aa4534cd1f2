package skald.payments.domain;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says.
 *
 * @param payment the payment from now on; the same object if nothing changes
 * @param call what to ask of the gateway
 * @param answer the event that answers the command
 */
public record Decision(Payment payment, Optional<GatewayCall> call, Optional<Object> answer) {

    /** It does not concern this payment. */
    public static Decision nothing(@Nullable Payment payment, UUID orderId) {
        return quietly(payment == null ? Payment.none(orderId, null) : payment);
    }

    /** Nothing to ask and nothing to say (yet). */
    static Decision quietly(Payment payment) {
        return new Decision(payment, Optional.empty(), Optional.empty());
    }

    static Decision ask(Payment payment, GatewayCall call) {
        return new Decision(payment, Optional.of(call), Optional.empty());
    }

    static Decision answer(Payment payment, Object event) {
        return new Decision(payment, Optional.empty(), Optional.of(event));
    }
}
