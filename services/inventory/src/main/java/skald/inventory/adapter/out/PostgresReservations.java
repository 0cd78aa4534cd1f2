package skald.inventory.adapter.out;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import skald.inventory.ReservationFact;
import skald.inventory.application.Reservations;
import skald.inventory.domain.Goods;
import skald.inventory.domain.Reservation;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/**
 * The reservations in the tables {@code reservation}, {@code reservation_line} (written once, since the goods never
 * change) and {@code reservation_return}.
 */
public final class PostgresReservations implements Reservations {

    private record Line(UUID orderId, String sku, long quantity) {}

    private record ReturnLine(UUID orderId, String returnId, String sku, long quantity) {}

    private final Jdbi jdbi;

    /** In the schema of {@code database}. */
    public PostgresReservations(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public Map<UUID, Versioned<Reservation>> load(Tx tx, Collection<UUID> orderIds) {
        Map<UUID, ReservationRow> rows = new HashMap<>();
        Unnest.rows(orderIds).uuids(id -> id).query(tx, "reservations", """
            select order_id, version, status, held_until, reason, sku, quantity
            from reservation left join reservation_line using (order_id) where order_id = any(?)
            """, row -> {
            UUID orderId = row.getObject("order_id", UUID.class);
            ReservationRow reservation = rows.get(orderId);
            if (reservation == null) {
                reservation = ReservationRow.read(row);
                rows.put(orderId, reservation);
            }
            String sku = row.getString("sku");
            return sku == null ? null : reservation.goods().put(sku, row.getLong("quantity"));
        });
        Map<UUID, Map<String, Goods>> returns = loadReturns(tx, rows);
        Map<UUID, Versioned<Reservation>> found = new HashMap<>();
        rows.forEach((orderId, row) -> found.put(
                orderId, new Versioned<>(row.reservation(returns.getOrDefault(orderId, Map.of())), row.version())));
        return found;
    }

    /** Only goods that have left come back, and few do: mostly this asks nothing. */
    private static Map<UUID, Map<String, Goods>> loadReturns(Tx tx, Map<UUID, ReservationRow> rows) {
        List<UUID> consumed = rows.entrySet().stream()
                .filter(entry -> entry.getValue().isConsumed())
                .map(Map.Entry::getKey)
                .toList();
        List<ReturnLine> lines = Unnest.rows(consumed)
                .uuids(id -> id)
                .query(
                        tx,
                        "returns",
                        "select order_id, return_id, sku, quantity from reservation_return where order_id = any(?)",
                        row -> new ReturnLine(
                                row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getLong(4)));
        Map<UUID, Map<String, Goods>> returns = new HashMap<>();
        for (ReturnLine line : lines) {
            Goods one = new Goods(new TreeMap<>(Map.of(line.sku(), line.quantity())));
            returns.computeIfAbsent(line.orderId(), _ -> new HashMap<>()).merge(line.returnId(), one, Goods::plus);
        }
        return returns;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Reservation>> changes) {
        Unnest.save(
                tx,
                "reservations",
                changes,
                rows -> rows.uuids(Change::key)
                        .longs(Change::nextVersion)
                        .texts(change -> change.written().status())
                        .instants(change -> change.written() instanceof Reservation.Held held ? held.until() : null)
                        .texts(change ->
                                change.written() instanceof Reservation.Refused refused ? refused.reason() : null),
                "reservation_pkey",
                """
                insert into reservation (order_id, version, status, held_until, reason)
                select * from unnest(?, ?, ?, ?, ?)
                """,
                """
                update reservation set version = new.version, status = new.status, held_until = new.held_until,
                    reason = new.reason
                from unnest(?, ?, ?, ?, ?) as new (order_id, version, status, held_until, reason)
                where reservation.order_id = new.order_id and reservation.version = new.version - 1
                """);
        saveLines(tx, changes);
        saveReturns(tx, changes);
    }

    private static void saveLines(Tx tx, Collection<Change<UUID, Reservation>> changes) {
        List<Line> lines = new ArrayList<>();
        for (Change<UUID, Reservation> change : changes) {
            if (change.before() == null) {
                change.written().goods().forEach((sku, quantity) -> lines.add(new Line(change.key(), sku, quantity)));
            }
        }
        Unnest.rows(lines)
                .uuids(Line::orderId)
                .texts(Line::sku)
                .longs(Line::quantity)
                .update(
                        tx,
                        "reservation lines",
                        "insert into reservation_line (order_id, sku, quantity) select * from unnest(?, ?, ?)");
    }

    private static void saveReturns(Tx tx, Collection<Change<UUID, Reservation>> changes) {
        List<ReturnLine> lines =
                changes.stream().flatMap(PostgresReservations::newReturns).toList();
        Unnest.rows(lines)
                .uuids(ReturnLine::orderId)
                .texts(ReturnLine::returnId)
                .texts(ReturnLine::sku)
                .longs(ReturnLine::quantity)
                .update(tx, "returns", """
                    insert into reservation_return (order_id, return_id, sku, quantity)
                    select * from unnest(?, ?, ?, ?)
                    """);
    }

    private static Stream<ReturnLine> newReturns(Change<UUID, Reservation> change) {
        Map<String, Goods> after = new LinkedHashMap<>(returns(change.after()));
        after.keySet().removeAll(returns(change.before()).keySet());
        return after.entrySet().stream()
                .flatMap(entry -> entry.getValue().lines().stream()
                        .map(line -> new ReturnLine(change.key(), entry.getKey(), line.sku(), line.quantity())));
    }

    private static Map<String, Goods> returns(@Nullable Reservation reservation) {
        return reservation instanceof Reservation.Consumed consumed ? consumed.returns() : Map.of();
    }

    @Override
    public List<ReservationFact> facts(@Nullable UUID after, int max) {
        Map<UUID, ReservationFact> facts = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
            select order_id, status, sku, quantity
            from (select order_id, status from reservation where order_id > :after order by order_id limit :max) r
            left join reservation_line using (order_id) order by order_id, sku
            """)
                .bind("after", after == null ? new UUID(0, 0) : after)
                .bind("max", max)
                .map((row, _) -> {
                    UUID orderId = row.getObject("order_id", UUID.class);
                    String status = row.getString("status");
                    ReservationFact fact = facts.computeIfAbsent(
                            orderId, _ -> new ReservationFact(orderId, status, new ArrayList<>()));
                    String sku = row.getString("sku");
                    return sku != null && fact.lines().add(new skald.contracts.Line(sku, row.getLong("quantity")));
                })
                .list());
        return List.copyOf(facts.values());
    }
}
