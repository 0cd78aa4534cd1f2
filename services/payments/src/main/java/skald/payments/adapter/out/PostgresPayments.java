package skald.payments.adapter.out;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.payments.application.Payments;
import skald.payments.domain.Payment;
import skald.payments.domain.Transaction;
import skald.toolkit.Change;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.PostgresTx;
import skald.toolkit.postgres.StorageException;
import skald.toolkit.postgres.Unnest;

/** All payments in the tables {@code payment} and {@code payment_transaction}. */
public final class PostgresPayments implements Payments {
    private static final String WHAT = "payments";

    private record Head(
            UUID orderId, long version, @Nullable String currency, boolean givenUp) {}

    private record Line(UUID orderId, int number, Transaction transaction) {}

    private final Store store;

    /** Reads for queries in transactions of {@code store}. */
    public PostgresPayments(Store store) {
        this.store = store;
    }

    @Override
    public Map<UUID, Versioned<Payment>> load(Tx tx, Collection<UUID> orderIds) {
        List<Head> heads = Unnest.rows(orderIds)
                .uuids(id -> id)
                .query(
                        tx,
                        WHAT,
                        "select order_id, version, currency, given_up from payment where order_id = any(?)",
                        PostgresPayments::head);
        return withTransactions(tx, heads);
    }

    private static Map<UUID, Versioned<Payment>> withTransactions(Tx tx, List<Head> heads) {
        Map<UUID, List<Transaction>> transactions = new HashMap<>();
        Map<UUID, Head> byId = new LinkedHashMap<>();
        heads.forEach(head -> byId.put(head.orderId(), head));
        List<Line> lines = Unnest.rows(heads).uuids(Head::orderId).query(tx, WHAT, """
            select order_id, number, name, type, status, amount, reason, at from payment_transaction
            where order_id = any(?) order by order_id, number
            """, row -> line(row, byId));
        lines.forEach(line -> transactions
                .computeIfAbsent(line.orderId(), _ -> new ArrayList<>())
                .add(line.transaction()));
        Map<UUID, Versioned<Payment>> found = new LinkedHashMap<>();
        byId.forEach((id, head) -> found.put(
                id,
                new Versioned<>(
                        new Payment(id, head.currency(), head.givenUp(), transactions.getOrDefault(id, List.of())),
                        head.version())));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Payment>> changes) {
        Unnest.save(
                tx,
                WHAT,
                changes,
                rows -> rows.uuids(Change::key)
                        .longs(Change::nextVersion)
                        .texts(change -> change.written().currency())
                        .booleans(change -> change.written().givenUp())
                        .longs(change -> change.written().authorized())
                        .longs(change -> change.written().captured())
                        .longs(change -> change.written().refunded())
                        .longs(change -> change.written().refundsPending()),
                "payment_pkey",
                """
                insert into payment (order_id, version, currency, given_up, authorized, captured, refunded,
                    refunds_pending)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                """,
                """
                update payment set version = new.version, currency = new.currency, given_up = new.given_up,
                    authorized = new.authorized, captured = new.captured, refunded = new.refunded,
                    refunds_pending = new.refunds_pending
                from unnest(?, ?, ?, ?, ?, ?, ?, ?) as new (order_id, version, currency, given_up, authorized,
                    captured, refunded, refunds_pending)
                where payment.order_id = new.order_id and payment.version = new.version - 1
                """);
        saveTransactions(
                tx, changes.stream().flatMap(change -> changed(change).stream()).toList());
    }

    private static void saveTransactions(Tx tx, List<Line> lines) {
        Unnest.rows(lines)
                .uuids(Line::orderId)
                .ints(Line::number)
                .texts(line -> line.transaction().name())
                .texts(line -> line.transaction().type().name())
                .texts(line -> line.transaction().status().name())
                .longs(line -> line.transaction().amount().amount())
                .texts(line -> line.transaction().reason())
                .instants(line -> line.transaction().at())
                .save(tx, "payment transactions", """
                    insert into payment_transaction
                        (order_id, number, name, type, status, amount, reason, at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (order_id, number) do update set
                        status = excluded.status, amount = excluded.amount, reason = excluded.reason, at = excluded.at
                    where payment_transaction.name = excluded.name
                    """);
    }

    /** Transactions keep their place in the ledger, so that only the new and the changed ones need be written. */
    private static List<Line> changed(Change<UUID, Payment> change) {
        Payment before = change.before();
        List<Transaction> old = before == null ? List.of() : before.transactions();
        List<Transaction> now = change.written().transactions();
        List<Line> lines = new ArrayList<>();
        for (int number = 0; number < now.size(); number++) {
            if (number >= old.size() || !now.get(number).equals(old.get(number))) {
                lines.add(new Line(change.key(), number, now.get(number)));
            }
        }
        return lines;
    }

    @Override
    public Optional<Payment> find(UUID orderId) {
        try (Tx tx = store.begin()) {
            return Optional.ofNullable(load(tx, List.of(orderId)).get(orderId)).map(Versioned::state);
        }
    }

    @Override
    public List<Payment> page(@Nullable UUID after, int max) {
        try (Tx tx = store.begin()) {
            return withTransactions(tx, heads(PostgresTx.connection(tx), after, max)).values().stream()
                    .map(Versioned::state)
                    .toList();
        }
    }

    private static List<Head> heads(Connection connection, @Nullable UUID after, int max) {
        try (PreparedStatement query = connection.prepareStatement("""
            select order_id, version, currency, given_up from payment
            where order_id > ? order by order_id limit ?
            """)) {
            // No order has the nil UUID (RFC 9562), which sorts before all others.
            query.setObject(1, after == null ? new UUID(0, 0) : after);
            query.setInt(2, max);
            try (ResultSet row = query.executeQuery()) {
                List<Head> heads = new ArrayList<>();
                while (row.next()) {
                    heads.add(head(row));
                }
                return heads;
            }
        } catch (SQLException e) {
            throw new StorageException("read of " + WHAT, e);
        }
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getObject("order_id", UUID.class),
                row.getLong("version"),
                row.getString("currency"),
                row.getBoolean("given_up"));
    }

    private static Line line(ResultSet row, Map<UUID, Head> heads) throws SQLException {
        UUID orderId = row.getObject("order_id", UUID.class);
        String currency = heads.get(orderId).currency();
        if (currency == null) {
            throw new IllegalStateException("payment " + orderId + " has transactions without a currency");
        }
        return new Line(
                orderId,
                row.getInt("number"),
                new Transaction(
                        row.getString("name"),
                        Transaction.Type.valueOf(row.getString("type")),
                        Transaction.Status.valueOf(row.getString("status")),
                        new Money(row.getLong("amount"), currency),
                        row.getString("reason"),
                        Unnest.instant(row, "at")));
    }
}
