package skald.shipping.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says.
 *
 * @param shipment the shipment from now on, {@code null} if there is still none
 * @param call what to ask of the carrier
 * @param answer the event that answers the command
 */
public record Decision(@Nullable Shipment shipment, Optional<CarrierCall> call, Optional<Object> answer) {

    /** Nothing to ask and nothing to say (yet). */
    static Decision quietly(@Nullable Shipment shipment) {
        return new Decision(shipment, Optional.empty(), Optional.empty());
    }

    static Decision ask(Shipment shipment, CarrierCall call) {
        return new Decision(shipment, Optional.of(call), Optional.empty());
    }

    static Decision answer(@Nullable Shipment shipment, Object event) {
        return new Decision(shipment, Optional.empty(), Optional.of(event));
    }
}
