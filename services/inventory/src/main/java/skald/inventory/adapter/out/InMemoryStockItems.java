package skald.inventory.adapter.out;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skald.inventory.StockFact;
import skald.inventory.application.StockItems;
import skald.inventory.domain.Movement;
import skald.inventory.domain.MovementKind;
import skald.inventory.domain.Reservation;
import skald.inventory.domain.StockItem;
import skald.toolkit.Tx;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.memory.InMemoryTx;

/** The stock in memory. */
public final class InMemoryStockItems extends InMemoryStates<String, StockItem> implements StockItems {
    private final InMemoryStore store;
    private final InMemoryMovements movements;
    private final InMemoryReservations reservations;

    /** Beside these rows and states, all of {@code store}. */
    public InMemoryStockItems(InMemoryStore store, InMemoryMovements movements, InMemoryReservations reservations) {
        this.store = store;
        this.movements = movements;
        this.reservations = reservations;
    }

    @Override
    public List<StockFact> facts(@Nullable String after, int max) {
        List<StockFact> facts = new ArrayList<>();
        try (Tx tx = store.begin()) {
            // Read as part of a commit, so that no other commit comes in between.
            InMemoryTx.of(tx).atCommit(() -> {}, () -> facts.addAll(read(after, max)));
            tx.commit();
        }
        return List.copyOf(facts);
    }

    private List<StockFact> read(@Nullable String after, int max) {
        Map<String, Map<MovementKind, Long>> moved = new HashMap<>();
        movements.all().forEach(movement -> add(movement, moved));
        Map<String, Long> kept = new HashMap<>();
        reservations
                .all()
                .filter(Reservation.Active.class::isInstance)
                .forEach(reservation ->
                        reservation.goods().forEach((sku, quantity) -> kept.merge(sku, quantity, Long::sum)));
        return after(after == null ? "" : after)
                .limit(max)
                .map(item -> fact(item, moved.getOrDefault(item.sku(), Map.of()), kept.getOrDefault(item.sku(), 0L)))
                .toList();
    }

    private static void add(Movement movement, Map<String, Map<MovementKind, Long>> moved) {
        moved.computeIfAbsent(movement.sku(), _ -> new EnumMap<>(MovementKind.class))
                .merge(movement.kind(), movement.quantity(), Long::sum);
    }

    private static StockFact fact(StockItem item, Map<MovementKind, Long> moved, long kept) {
        return new StockFact(
                item.sku(),
                item.onHand(),
                item.reserved(),
                moved.getOrDefault(MovementKind.RECEIPT, 0L),
                moved.getOrDefault(MovementKind.RETURN, 0L),
                moved.getOrDefault(MovementKind.SALE, 0L),
                moved.getOrDefault(MovementKind.ADJUSTMENT, 0L),
                kept);
    }
}
