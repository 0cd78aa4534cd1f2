package skald.shipping.application;

import java.util.List;
import java.util.UUID;
import skald.contracts.Address;
import skald.contracts.Line;

/** What is written down about parcels: to be shown, never to decide by. */
public sealed interface ParcelRow {

    /** The order is this user's. */
    record Owned(UUID orderId, UUID userId) implements ParcelRow {}

    /** The order's parcel has these goods and goes there. */
    record Packed(UUID orderId, Address shipTo, List<Line> lines) implements ParcelRow {}

    /** This user's addresses are forgotten. */
    record Erased(UUID userId) implements ParcelRow {}
}
