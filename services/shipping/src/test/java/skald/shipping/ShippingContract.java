package skald.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.shipping.Journey.LINES;
import static skald.shipping.Journey.ORDER_ID;
import static skald.shipping.Journey.at;
import static skald.shipping.SomeShipments.booked;
import static skald.shipping.SomeShipments.delivered;
import static skald.shipping.SomeShipments.failed;
import static skald.shipping.SomeShipments.pending;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skald.contracts.Address;
import skald.shipping.application.ParcelRow;
import skald.shipping.application.ParcelRow.Erased;
import skald.shipping.application.ParcelRow.Owned;
import skald.shipping.application.ParcelRow.Packed;
import skald.shipping.application.Parcels;
import skald.shipping.application.Parcels.Parcel;
import skald.shipping.application.PendingOrders;
import skald.shipping.application.Shipments;
import skald.shipping.domain.PendingOrder;
import skald.shipping.domain.Shipment;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;

/** What every adapter of {@link Shipments} and {@link Parcels} does. */
abstract class ShippingContract {
    private static final UUID OTHER_ID =
            new UUID(ORDER_ID.getMostSignificantBits(), ORDER_ID.getLeastSignificantBits() + 1);
    private static final UUID ANNA = new UUID(0x7000, 1);
    private static final UUID BERT = new UUID(0x7000, 2);

    abstract Store store();

    abstract Shipments shipments();

    abstract Parcels parcels();

    abstract PendingOrders pendingOrders();

    private void save(UUID orderId, long version, @Nullable Shipment before, Shipment after) {
        try (Tx tx = store().begin()) {
            shipments().save(tx, List.of(new Change<>(orderId, version, before, after)));
            tx.commit();
        }
    }

    private Map<UUID, Versioned<Shipment>> load(UUID... orderIds) {
        try (Tx tx = store().begin()) {
            return shipments().load(tx, List.of(orderIds));
        }
    }

    private void append(ParcelRow... rows) {
        try (Tx tx = store().begin()) {
            parcels().append(tx, List.of(rows));
            tx.commit();
        }
    }

    private @Nullable Address addressOf(UUID orderId) {
        return parcels().find(orderId).orElseThrow().shipTo();
    }

    @Test
    void what_is_saved_is_loaded_and_found() {
        save(ORDER_ID, 0, null, pending(ORDER_ID));
        save(ORDER_ID, 1, pending(ORDER_ID), booked(ORDER_ID));
        save(ORDER_ID, 2, booked(ORDER_ID), delivered(ORDER_ID));
        save(OTHER_ID, 0, null, failed(OTHER_ID));

        assertThat(load(ORDER_ID, OTHER_ID, ANNA))
                .containsOnly(
                        Map.entry(ORDER_ID, new Versioned<>(delivered(ORDER_ID), 3)),
                        Map.entry(OTHER_ID, new Versioned<>(failed(OTHER_ID), 1)));
        assertThat(shipments().find(ORDER_ID)).contains(delivered(ORDER_ID));
        assertThat(shipments().find(ANNA)).isEmpty();
    }

    @Test
    void a_shipment_that_moved_on_is_not_overwritten() {
        save(ORDER_ID, 0, null, pending(ORDER_ID));
        save(ORDER_ID, 1, pending(ORDER_ID), booked(ORDER_ID));

        assertThatThrownBy(() -> save(ORDER_ID, 1, pending(ORDER_ID), failed(ORDER_ID)))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(shipments().find(ORDER_ID)).contains(booked(ORDER_ID));
    }

    @Test
    void one_half_of_an_order_is_kept_until_the_other_is_known() {
        PendingOrder announced = new PendingOrder.Announced(ANNA, at("Ackerstraße 1"), LINES);
        PendingOrder held = new PendingOrder.Held();
        savePending(List.of(new Change<>(ORDER_ID, 0, null, announced), new Change<>(OTHER_ID, 0, null, held)));

        assertThat(halves())
                .isEqualTo(Map.of(ORDER_ID, new Versioned<>(announced, 1), OTHER_ID, new Versioned<>(held, 1)));
        savePending(List.of(new Change<>(ORDER_ID, 1, announced, null), new Change<>(OTHER_ID, 1, held, announced)));

        assertThat(halves()).isEqualTo(Map.of(OTHER_ID, new Versioned<>(announced, 2)));
        assertThatThrownBy(() -> savePending(List.of(new Change<>(OTHER_ID, 1, held, null))))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void an_erased_user_has_no_address_either_while_the_order_waits() {
        savePending(List.of(
                new Change<>(ORDER_ID, 0, null, new PendingOrder.Announced(ANNA, at("Ackerstraße 1"), LINES)),
                new Change<>(OTHER_ID, 0, null, new PendingOrder.Announced(BERT, at("Weg 2"), LINES))));
        try (Tx tx = store().begin()) {
            pendingOrders().erasures().append(tx, List.of(ANNA));
            tx.commit();
        }

        Address nowhere =
                new Address("erased", "erased", null, "erased", at("Weg 2").country());
        assertThat(halves())
                .isEqualTo(Map.of(
                        ORDER_ID, new Versioned<>(new PendingOrder.Announced(ANNA, nowhere, LINES), 2),
                        OTHER_ID, new Versioned<>(new PendingOrder.Announced(BERT, at("Weg 2"), LINES), 1)));
    }

    private void savePending(List<Change<UUID, PendingOrder>> changes) {
        try (Tx tx = store().begin()) {
            pendingOrders().save(tx, changes);
            tx.commit();
        }
    }

    private Map<UUID, Versioned<PendingOrder>> halves() {
        try (Tx tx = store().begin()) {
            return pendingOrders().load(tx, List.of(ORDER_ID, OTHER_ID));
        }
    }

    @Test
    void pages_follow_the_order_of_ids() {
        save(OTHER_ID, 0, null, pending(OTHER_ID));
        save(ORDER_ID, 0, null, pending(ORDER_ID));

        assertThat(shipments().page(null, 1)).containsExactly(pending(ORDER_ID));
        assertThat(shipments().page(ORDER_ID, 5)).containsExactly(pending(OTHER_ID));
        assertThat(shipments().page(OTHER_ID, 5)).isEmpty();
    }

    @Test
    void a_parcel_is_found_with_its_owner_address_and_lines() {
        append(new Owned(ORDER_ID, ANNA));
        append(new Owned(ORDER_ID, ANNA), new Packed(ORDER_ID, at("Ackerstraße 1"), LINES));
        append(new Packed(OTHER_ID, new Address("Bert", "Weg 2", null, "Ulm", "DE"), List.of()));

        assertThat(parcels().find(ORDER_ID)).contains(new Parcel(ANNA, at("Ackerstraße 1"), LINES));
        assertThat(parcels().find(OTHER_ID))
                .contains(new Parcel(null, new Address("Bert", "Weg 2", null, "Ulm", "DE"), List.of()));
        assertThat(parcels().find(ANNA)).isEmpty();
    }

    @Test
    void an_erased_user_has_no_address_any_more_and_others_keep_theirs() {
        append(new Owned(ORDER_ID, ANNA), new Packed(ORDER_ID, at("Ackerstraße 1"), LINES));
        append(new Owned(OTHER_ID, BERT), new Packed(OTHER_ID, at("Weg 2"), LINES));

        append(new Erased(ANNA));

        assertThat(parcels().find(ORDER_ID)).contains(new Parcel(ANNA, null, LINES));
        assertThat(addressOf(OTHER_ID)).isEqualTo(at("Weg 2"));
    }

    @Test
    void a_parcel_packed_together_with_the_erasure_is_erased() {
        append(
                new Erased(ANNA),
                new Owned(ORDER_ID, ANNA),
                new Packed(ORDER_ID, at("Ackerstraße 1"), LINES),
                new Erased(ANNA));

        assertThat(addressOf(ORDER_ID)).isNull();
    }
}
