package skald.payments.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.payments.domain.Payment;
import skald.toolkit.States;

/** Port to all payments, by order id. Thread-safe. */
public interface Payments extends States<UUID, Payment> {

    /** The payment of an order as it is committed now. */
    Optional<Payment> find(UUID orderId);

    /** At most {@code max} payments with order ids after {@code after} ({@code null}: from the first), in their order. */
    List<Payment> page(@Nullable UUID after, int max);

    /** All messages about an order have its id as their key. */
    @Override
    default boolean isOfOneLane(Payment payment) {
        return true;
    }
}
