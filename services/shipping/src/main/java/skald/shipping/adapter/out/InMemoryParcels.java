package skald.shipping.adapter.out;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import skald.shipping.application.ParcelRow;
import skald.shipping.application.ParcelRow.Erased;
import skald.shipping.application.ParcelRow.Owned;
import skald.shipping.application.ParcelRow.Packed;
import skald.shipping.application.Parcels;
import skald.toolkit.Tx;
import skald.toolkit.memory.InMemoryTx;

/** All parcels in memory. */
public final class InMemoryParcels implements Parcels {
    private final Map<UUID, UUID> owners = new ConcurrentHashMap<>();
    private final Map<UUID, Parcel> parcels = new ConcurrentHashMap<>();

    @Override
    public void append(Tx tx, List<ParcelRow> rows) {
        InMemoryTx.of(tx).atCommit(() -> {}, () -> rows.forEach(this::write));
    }

    private void write(ParcelRow row) {
        switch (row) {
            case Owned(UUID orderId, UUID userId) -> owners.put(orderId, userId);
            case Packed(UUID orderId, var shipTo, var lines) ->
                parcels.put(orderId, new Parcel(null, shipTo, List.copyOf(lines)));
            case Erased(UUID userId) ->
                parcels.replaceAll((orderId, parcel) ->
                        userId.equals(owners.get(orderId)) ? new Parcel(null, null, parcel.lines()) : parcel);
        }
    }

    @Override
    public Optional<Parcel> find(UUID orderId) {
        return Optional.ofNullable(parcels.get(orderId))
                .map(parcel -> new Parcel(owners.get(orderId), parcel.shipTo(), parcel.lines()));
    }
}
