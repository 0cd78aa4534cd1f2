package skald.simulators.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.simulators.ExclusiveTransactions;
import skald.simulators.Ledger;
import skald.simulators.gateway.GatewayEntry.Card;
import skald.simulators.gateway.GatewayEntry.Operation;
import skald.simulators.gateway.GatewayEntry.Outcome;
import skald.toolkit.Tx;
import skald.toolkit.postgres.Unnest;

/** The gateway's books in the table {@code gateway_entry}. */
final class PostgresGatewayLedger implements Ledger<GatewayEntry> {
    private static final String WHAT = "gateway books";

    private final ExclusiveTransactions transactions;

    PostgresGatewayLedger(DataSource database) {
        this.transactions = new ExclusiveTransactions(database, "gateway_entry");
    }

    @Override
    public Tx begin() {
        return transactions.begin();
    }

    @Override
    public List<GatewayEntry> about(Tx tx, Collection<? extends Reference> calls) {
        return Unnest.rows(calls)
                .texts(Reference::subject)
                .texts(Reference::key)
                .query(tx, WHAT, """
                    select * from gateway_entry where authorization_key = any(?)
                    union
                    select * from gateway_entry where key = any(?)
                    """, PostgresGatewayLedger::entry);
    }

    @Override
    public void append(Tx tx, List<GatewayEntry> entries) {
        Unnest.rows(entries)
                .texts(GatewayEntry::key)
                .texts(GatewayEntry::subject)
                .texts(entry -> entry.operation().name())
                .nullableLongs(
                        entry -> entry.amount() == null ? null : entry.amount().minorUnits())
                .texts(entry -> entry.amount() == null ? null : entry.amount().currency())
                .texts(entry -> entry.outcome().name())
                .texts(GatewayEntry::reason)
                .texts(entry -> entry.card() == null ? null : entry.card().method())
                .texts(entry -> entry.card() == null ? null : entry.card().token())
                .instants(GatewayEntry::at)
                .save(tx, WHAT, """
                    insert into gateway_entry
                        (key, authorization_key, operation, amount, currency, outcome, reason, method, token, at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """);
    }

    @Override
    public Optional<GatewayEntry> find(String key) {
        return transactions.read(tx -> Unnest.rows(List.of(key))
                .texts(k -> k)
                .query(tx, WHAT, "select * from gateway_entry where key = any(?)", PostgresGatewayLedger::entry)
                .stream()
                .findFirst());
    }

    @Override
    public List<GatewayEntry> page(@Nullable String after, int max) {
        return transactions.read(tx -> Unnest.rows(List.of(after == null ? "" : after))
                .texts(key -> key)
                .ints(_ -> max)
                .query(tx, WHAT, """
                    select * from gateway_entry
                    where key > (?::text[])[1] order by key limit (?::int[])[1]
                    """, PostgresGatewayLedger::entry));
    }

    private static GatewayEntry entry(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        String method = row.getString("method");
        return new GatewayEntry(
                row.getString("key"),
                row.getString("authorization_key"),
                Operation.valueOf(row.getString("operation")),
                currency == null ? null : new Amount(row.getLong("amount"), currency),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("reason"),
                method == null ? null : new Card(method, row.getString("token")),
                Unnest.instant(row, "at"));
    }
}
