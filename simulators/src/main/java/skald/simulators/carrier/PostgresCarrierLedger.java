package skald.simulators.carrier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.simulators.ExclusiveTransactions;
import skald.simulators.Ledger;
import skald.simulators.carrier.CarrierEntry.Operation;
import skald.simulators.carrier.CarrierEntry.Outcome;
import skald.toolkit.Tx;
import skald.toolkit.postgres.Unnest;

/** The carrier's books in the table {@code carrier_entry}. */
final class PostgresCarrierLedger implements Ledger<CarrierEntry> {
    private static final String WHAT = "carrier books";

    private final ExclusiveTransactions transactions;

    PostgresCarrierLedger(DataSource database) {
        this.transactions = new ExclusiveTransactions(database, "carrier_entry");
    }

    @Override
    public Tx begin() {
        return transactions.begin();
    }

    @Override
    public List<CarrierEntry> about(Tx tx, Collection<? extends Reference> calls) {
        return Unnest.rows(calls)
                .texts(Reference::subject)
                .texts(Reference::key)
                .query(tx, WHAT, """
                    select * from carrier_entry where booking_key = any(?)
                    union
                    select * from carrier_entry where key = any(?)
                    """, PostgresCarrierLedger::entry);
    }

    @Override
    public void append(Tx tx, List<CarrierEntry> entries) {
        Unnest.rows(entries)
                .texts(CarrierEntry::key)
                .texts(CarrierEntry::subject)
                .texts(entry -> entry.operation().name())
                .texts(entry -> entry.outcome().name())
                .texts(CarrierEntry::trackingCode)
                .texts(CarrierEntry::reason)
                .texts(CarrierEntry::behaviour)
                .instants(CarrierEntry::at)
                .save(tx, WHAT, """
                    insert into carrier_entry
                        (key, booking_key, operation, outcome, tracking_code, reason, behaviour, at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    """);
    }

    @Override
    public Optional<CarrierEntry> find(String key) {
        return transactions.read(tx -> Unnest.rows(List.of(key))
                .texts(k -> k)
                .query(tx, WHAT, "select * from carrier_entry where key = any(?)", PostgresCarrierLedger::entry)
                .stream()
                .findFirst());
    }

    @Override
    public List<CarrierEntry> page(@Nullable String after, int max) {
        return transactions.read(tx -> Unnest.rows(List.of(after == null ? "" : after))
                .texts(key -> key)
                .ints(_ -> max)
                .query(tx, WHAT, """
                    select * from carrier_entry
                    where key > (?::text[])[1] order by key limit (?::int[])[1]
                    """, PostgresCarrierLedger::entry));
    }

    private static CarrierEntry entry(ResultSet row) throws SQLException {
        return new CarrierEntry(
                row.getString("key"),
                row.getString("booking_key"),
                Operation.valueOf(row.getString("operation")),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("tracking_code"),
                row.getString("reason"),
                row.getString("behaviour"),
                Unnest.instant(row, "at"));
    }
}
