package skald.shipping.adapter.out;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.shipping.application.Shipments;
import skald.shipping.domain.Shipment;
import skald.toolkit.memory.InMemoryStates;

/** All shipments in memory. */
public final class InMemoryShipments extends InMemoryStates<UUID, Shipment> implements Shipments {

    @Override
    public List<Shipment> page(@Nullable UUID after, int max) {
        Stream<Shipment> from = after == null ? all() : after(after);
        return from.limit(max).toList();
    }
}
