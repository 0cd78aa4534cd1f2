package skald.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What SQL finds in a contender's tables after a run.
 *
 * @param reserved the sum of all reserved quantities
 * @param stock the sum of all stock that is left
 * @param viewed orders that the contender's read model shows as confirmed or rejected; as many as {@code orders} if it has
 *     none
 */
public record Tally(
        long orders,
        long confirmed,
        long rejected,
        long payments,
        long reservations,
        long reserved,
        long shipments,
        long stock,
        long viewed) {

    /**
     * Where to count.
     *
     * @param orders a table with a column {@code status}: {@code CONFIRMED}, {@code REJECTED} or anything else
     * @param payments a table or subquery with a row for each charged payment
     * @param reservations a table or subquery with a row for each reservation that stands, and a column {@code quantity}
     * @param shipments a table or subquery with a row for each shipment
     * @param stock a table with a column {@code available}
     * @param views a table or subquery with a row for each order that the read model knows to be at its end; the orders
     *     themselves if there is none
     */
    public record Tables(
            String orders, String payments, String reservations, String shipments, String stock, String views) {}

    /** Counts in {@code tables}. */
    public static Tally count(Connection connection, Tables tables) throws SQLException {
        String query = """
            select (select count(*) from %1$s o),
                (select count(*) from %1$s o where status = 'CONFIRMED'),
                (select count(*) from %1$s o where status = 'REJECTED'),
                (select count(*) from %2$s p),
                (select count(*) from %3$s r),
                (select coalesce(sum(quantity), 0)::bigint from %3$s r),
                (select count(*) from %4$s s),
                (select coalesce(sum(available), 0)::bigint from %5$s t),
                (select count(*) from %6$s v)
            """.formatted(
                        tables.orders(),
                        tables.payments(),
                        tables.reservations(),
                        tables.shipments(),
                        tables.stock(),
                        tables.views());
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new Tally(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9));
        }
    }

    /** What was added since {@code before}, as if nothing had been taken from the stock by then. */
    public Tally minus(Tally before) {
        return new Tally(
                orders - before.orders,
                confirmed - before.confirmed,
                rejected - before.rejected,
                payments - before.payments,
                reservations - before.reservations,
                reserved - before.reserved,
                shipments - before.shipments,
                stock + before.reserved,
                viewed - before.viewed);
    }

    /** What is wrong, if orders 1 to {@code orders} were carried to their ends; empty if nothing is. */
    public List<String> mistakes(int begun, Workload workload) {
        long toConfirm = Workload.confirmed(begun);
        List<String> mistakes = new ArrayList<>();
        expect(mistakes, "orders", orders, begun);
        expect(mistakes, "orders confirmed", confirmed, toConfirm);
        expect(mistakes, "orders rejected", rejected, begun - toConfirm);
        expect(mistakes, "payments", payments, toConfirm);
        expect(mistakes, "reservations", reservations, toConfirm);
        expect(mistakes, "reserved pieces", reserved, toConfirm);
        expect(mistakes, "shipments", shipments, toConfirm);
        expect(mistakes, "pieces in stock", stock, workload.skus() * Workload.OPENING_STOCK - toConfirm);
        expect(mistakes, "orders at their end in the read model", viewed, begun);
        return mistakes;
    }

    private static void expect(List<String> mistakes, String what, long found, long expected) {
        if (found != expected) {
            mistakes.add(what + ": " + found + " instead of " + expected);
        }
    }
}
