package skald.shipping.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.shipping.domain.Shipment.Status;

/** What the carrier's report of a delivery means. */
public sealed interface Delivery {

    /** The customer has the goods: from now on. */
    record Delivered(Shipment shipment) implements Delivery {}

    /** Known already. */
    record DeliveredBefore(Shipment shipment) implements Delivery {}

    /** It cannot be: the goods have not left. */
    record NotDispatched(Status status) implements Delivery {}

    /** There is no such shipment. */
    record Unknown() implements Delivery {}

    /** Judges a report about {@code shipment}. */
    static Delivery report(@Nullable Shipment shipment, Instant now) {
        if (shipment == null) {
            return new Unknown();
        }
        return switch (shipment.status()) {
            case DISPATCHED -> new Delivered(shipment.delivered(now));
            case DELIVERED -> new DeliveredBefore(shipment);
            case PENDING, BOOKED, CANCELLED, FAILED -> new NotDispatched(shipment.status());
        };
    }
}
