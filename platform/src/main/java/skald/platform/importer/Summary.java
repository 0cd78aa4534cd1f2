package skald.platform.importer;

import java.util.Map;

/**
 * What an import has done.
 *
 * @param finished whether it came to its end; false if it was stopped
 * @param linesRead lines of the invoices that were to be imported
 * @param linesAccepted of these, lines of orders, cancellations and returns
 * @param customers registered, now or before
 * @param products in the catalogue with opening stock, now or before
 * @param orders what became of them
 * @param cancelled orders that were taken back before they left
 * @param returned returns of goods, counted per invoice and order
 * @param undosReplayed cancellations and returns of earlier runs
 * @param amounts by currency, in minor units
 * @param rejects how many by reason
 * @param speed how fast it was
 */
public record Summary(
        boolean finished,
        long linesRead,
        long linesAccepted,
        int customers,
        int products,
        Orders orders,
        int cancelled,
        int returned,
        int undosReplayed,
        Map<String, Amounts> amounts,
        Map<String, Long> rejects,
        Speed speed) {

    /**
     * Orders of the file.
     *
     * @param placed by this run
     * @param replayed placed by earlier runs
     * @param undecided not at rest when the waiting ended
     * @param byStatus where all of them stand, such as SHIPPED
     */
    public record Orders(int placed, int replayed, int undecided, Map<String, Long> byStatus) {

        public Orders {
            byStatus = Map.copyOf(byStatus);
        }
    }

    /**
     * Money, in minor units.
     *
     * @param placed totals of all orders
     * @param captured what customers were charged
     * @param refunded what they got back
     * @param net what they paid in the end
     */
    public record Amounts(long placed, long captured, long refunded, long net) {

        Amounts plus(Amounts other) {
            return new Amounts(
                    Math.addExact(placed, other.placed),
                    Math.addExact(captured, other.captured),
                    Math.addExact(refunded, other.refunded),
                    Math.addExact(net, other.net));
        }
    }

    /**
     * Orders per second.
     *
     * @param placing from the first to the last answer to an order
     * @param untilAtRest from the first order to the moment when all were decided
     */
    public record Speed(double placing, double untilAtRest) {}

    /** How many rows the file of rejects has. */
    public long rejected() {
        return rejects.values().stream().mapToLong(Long::longValue).sum();
    }
}
