package skald.inventory.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skald.inventory.domain.Goods;
import skald.inventory.domain.Reservation;
import skald.toolkit.postgres.Unnest;

/**
 * A row of the table {@code reservation}.
 *
 * @param goods filled from the lines that belong to it
 */
record ReservationRow(
        long version,
        String status,
        @Nullable Instant heldUntil,
        @Nullable String reason,
        SortedMap<String, Long> goods) {

    static ReservationRow read(ResultSet row) throws SQLException {
        return new ReservationRow(
                row.getLong("version"),
                row.getString("status"),
                Unnest.nullableInstant(row, "held_until"),
                row.getString("reason"),
                new TreeMap<>());
    }

    boolean isConsumed() {
        return status.equals("CONSUMED");
    }

    Reservation reservation(Map<String, Goods> returns) {
        Goods all = new Goods(goods);
        return switch (status) {
            case "HELD" -> new Reservation.Held(all, present(heldUntil));
            case "COMMITTED" -> new Reservation.Committed(all);
            case "CONSUMED" -> new Reservation.Consumed(all, returns);
            case "RELEASED" -> new Reservation.Released(all);
            case "EXPIRED" -> new Reservation.Expired(all);
            case "REFUSED" -> new Reservation.Refused(all, present(reason));
            default -> throw new IllegalStateException("a reservation is never " + status);
        };
    }

    /** The table's check constraints promise it. */
    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a reservation lacks what its status requires");
        }
        return value;
    }
}
