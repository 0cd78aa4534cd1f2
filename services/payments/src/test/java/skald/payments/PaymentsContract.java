package skald.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.payments.Journey.NOON;
import static skald.payments.Journey.ORDER_ID;
import static skald.payments.Journey.euros;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skald.payments.application.Payments;
import skald.payments.domain.Payment;
import skald.payments.domain.Transaction;
import skald.payments.domain.Transaction.Status;
import skald.payments.domain.Transaction.Type;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;

/** What every adapter of {@link Payments} does. */
abstract class PaymentsContract {
    abstract Store store();

    abstract Payments payments();

    private static Transaction transaction(String name, Type type, Status status, long euros) {
        return new Transaction(name, type, status, euros(euros), status == Status.UNKNOWN ? "no answer" : null, NOON);
    }

    private static final Transaction AUTHORIZED = transaction("authorize", Type.AUTHORIZE, Status.SUCCEEDED, 10);
    private static final Transaction CAPTURED = transaction("capture", Type.CAPTURE, Status.SUCCEEDED, 10);
    private static final Transaction REFUND = transaction("refund:r1", Type.REFUND, Status.UNKNOWN, 4);

    static Payment payment(UUID orderId, Transaction... transactions) {
        return new Payment(
                orderId, transactions.length == 0 ? null : "EUR", transactions.length == 0, List.of(transactions));
    }

    void save(UUID orderId, long version, @Nullable Payment before, Payment after) {
        try (Tx tx = store().begin()) {
            payments().save(tx, List.of(new Change<>(orderId, version, before, after)));
            tx.commit();
        }
    }

    private Map<UUID, Versioned<Payment>> load(UUID... orderIds) {
        try (Tx tx = store().begin()) {
            return payments().load(tx, List.of(orderIds));
        }
    }

    @Test
    void what_is_saved_is_loaded_and_found() {
        Payment payment = payment(ORDER_ID, AUTHORIZED, CAPTURED, REFUND);
        save(ORDER_ID, 0, null, payment);

        assertThat(load(ORDER_ID, new UUID(1, 1))).containsOnly(Map.entry(ORDER_ID, new Versioned<>(payment, 1)));
        assertThat(payments().find(ORDER_ID)).contains(payment);
        assertThat(payments().find(new UUID(1, 1))).isEmpty();
    }

    @Test
    void a_tombstone_has_neither_currency_nor_transactions() {
        save(ORDER_ID, 0, null, payment(ORDER_ID));

        assertThat(payments().find(ORDER_ID)).contains(payment(ORDER_ID));
    }

    @Test
    void transactions_are_added_and_changed_in_their_places() {
        Payment first = payment(ORDER_ID, transaction("authorize", Type.AUTHORIZE, Status.PENDING, 10));
        Payment second = payment(ORDER_ID, AUTHORIZED, transaction("capture", Type.CAPTURE, Status.PENDING, 10));
        Payment third = payment(ORDER_ID, AUTHORIZED, CAPTURED, REFUND);
        save(ORDER_ID, 0, null, first);
        save(ORDER_ID, 1, first, second);
        save(ORDER_ID, 2, second, third);

        assertThat(load(ORDER_ID)).containsOnly(Map.entry(ORDER_ID, new Versioned<>(third, 3)));
    }

    @Test
    void a_payment_that_moved_on_is_not_overwritten() {
        Payment first = payment(ORDER_ID, AUTHORIZED);
        save(ORDER_ID, 0, null, first);
        save(ORDER_ID, 1, first, payment(ORDER_ID, AUTHORIZED, CAPTURED));

        Payment late = payment(ORDER_ID, AUTHORIZED, transaction("void", Type.VOID, Status.PENDING, 10));
        assertThatThrownBy(() -> save(ORDER_ID, 1, first, late)).isInstanceOf(ConcurrentChangeException.class);
        assertThatThrownBy(() -> save(ORDER_ID, 0, null, first)).isInstanceOf(ConcurrentChangeException.class);
        assertThat(payments().find(ORDER_ID)).contains(payment(ORDER_ID, AUTHORIZED, CAPTURED));
    }

    @Test
    void pages_follow_the_order_of_ids() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            UUID id = new UUID(0x0195_500a_0000_7000L, 0x8000_0000_0000_0000L | i);
            ids.add(id);
            save(id, 0, null, payment(id, AUTHORIZED));
        }

        assertThat(payments().page(null, 2)).extracting(Payment::orderId).isEqualTo(ids.subList(0, 2));
        assertThat(payments().page(ids.get(1), 2)).extracting(Payment::orderId).isEqualTo(ids.subList(2, 4));
        assertThat(payments().page(ids.get(3), 2)).containsExactly(payment(ids.get(4), AUTHORIZED));
        assertThat(payments().page(ids.get(4), 2)).isEmpty();
    }
}
