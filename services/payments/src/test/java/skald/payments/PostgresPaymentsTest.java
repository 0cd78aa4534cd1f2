package skald.payments;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.payments.Journey.NOON;
import static skald.payments.Journey.ORDER_ID;
import static skald.payments.Journey.euros;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.payments.adapter.out.PostgresPayments;
import skald.payments.application.Payments;
import skald.payments.domain.Transaction;
import skald.payments.domain.Transaction.Status;
import skald.payments.domain.Transaction.Type;
import skald.testkit.TestPostgres;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;

class PostgresPaymentsTest extends PaymentsContract {
    private final ServiceDatabase database = TestPostgres.database("payments");
    private final Store store = new PostgresStore(database.dataSource());
    private final Payments payments = new PostgresPayments(store);

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Store store() {
        return store;
    }

    @Override
    Payments payments() {
        return payments;
    }

    @Test
    void the_database_itself_refuses_to_pay_back_more_than_was_taken() {
        Transaction refund = new Transaction("refund:r1", Type.REFUND, Status.PENDING, euros(1), null, NOON);

        assertThatThrownBy(() -> save(ORDER_ID, 0, null, payment(ORDER_ID, refund)))
                .hasMessageContaining("violates check constraint");
    }

    @Test
    void the_database_itself_refuses_to_take_more_than_was_authorized() {
        Transaction capture = new Transaction("capture", Type.CAPTURE, Status.SUCCEEDED, euros(1), null, NOON);

        assertThatThrownBy(() -> save(ORDER_ID, 0, null, payment(ORDER_ID, capture)))
                .hasMessageContaining("violates check constraint");
    }
}
