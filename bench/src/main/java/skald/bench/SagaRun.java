package skald.bench;

import org.jspecify.annotations.Nullable;

/**
 * One measured and verified run.
 *
 * @param orders that were carried to their ends
 * @param perSecond sagas a second, until everything was settled
 * @param accepted until the customer had the answer; {@code null} if there is no customer
 * @param latency until the order's end
 * @param statements round trips to the database per saga, counted in the warm-up; 0 if not known
 */
public record SagaRun(
        String contender,
        Contender.Role role,
        Load load,
        int round,
        int orders,
        double perSecond,
        @Nullable Percentiles accepted,
        Percentiles latency,
        double statements,
        Cost cost) {}
