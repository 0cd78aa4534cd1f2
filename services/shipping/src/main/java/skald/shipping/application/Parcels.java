package skald.shipping.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.toolkit.Rows;

/**
 * Port to what is in the parcels and where they go: shown to callers, and never read by a decision. The carrier got its
 * own copy of the address with the booking, so that this one may be erased at any time. Thread-safe.
 */
public interface Parcels extends Rows<ParcelRow> {

    /**
     * A parcel.
     *
     * @param ownerId {@code null} if nothing was heard of the order itself
     * @param shipTo {@code null} once it is erased
     */
    record Parcel(@Nullable UUID ownerId, @Nullable Address shipTo, List<Line> lines) {}

    /** The parcel of an order. */
    Optional<Parcel> find(UUID orderId);
}
