package skald.shipping.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.shipping.domain.Shipment;
import skald.toolkit.States;

/** Port to all shipments, by order id. Thread-safe. */
public interface Shipments extends States<UUID, Shipment> {

    /** The shipment of an order as it is committed now. */
    Optional<Shipment> find(UUID orderId);

    /** At most {@code max} shipments with order ids after {@code after} ({@code null}: from the first), in their order. */
    List<Shipment> page(@Nullable UUID after, int max);

    /** All messages about an order have its id as their key. */
    @Override
    default boolean isOfOneLane(Shipment shipment) {
        return true;
    }
}
