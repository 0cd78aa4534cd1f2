package skald.payments;

import skald.payments.adapter.out.InMemoryPayments;
import skald.payments.application.Payments;
import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;

class InMemoryPaymentsTest extends PaymentsContract {
    private final Store store = new InMemoryStore();
    private final Payments payments = new InMemoryPayments();

    @Override
    Store store() {
        return store;
    }

    @Override
    Payments payments() {
        return payments;
    }
}
