package skald.bench;

/**
 * One measured and verified run.
 *
 * @param orders that were carried to their ends
 * @param perSecond sagas a second, until everything was settled
 * @param statements round trips to the database per saga, counted in the warm-up; 0 if not known
 */
public record SagaRun(
        String contender,
        Contender.Role role,
        Load load,
        int round,
        int orders,
        double perSecond,
        Percentiles latency,
        double statements,
        Cost cost) {}
