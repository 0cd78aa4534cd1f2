package skald.payments.adapter.out;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.payments.application.Payments;
import skald.payments.domain.Payment;
import skald.toolkit.memory.InMemoryStates;

/** All payments in memory. */
public final class InMemoryPayments extends InMemoryStates<UUID, Payment> implements Payments {

    @Override
    public List<Payment> page(@Nullable UUID after, int max) {
        Stream<Payment> from = after == null ? all() : after(after);
        return from.limit(max).toList();
    }
}
