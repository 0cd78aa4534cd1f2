package skald.simulators;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import javax.sql.DataSource;
import skald.toolkit.Tx;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.PostgresTx;
import skald.toolkit.postgres.StorageException;

/**
 * Transactions that write one table one after the other, also when several processes run a simulator over the same
 * database: each sees what the previous one left. Thread-safe.
 */
public final class ExclusiveTransactions {
    private final PostgresStore store;
    private final String table;

    /** {@code table} is a name without need of quotes. */
    public ExclusiveTransactions(DataSource database, String table) {
        this.store = new PostgresStore(database);
        this.table = table;
    }

    /** Waits for its turn and begins. */
    public Tx begin() {
        Tx tx = store.begin();
        try (Statement lock = PostgresTx.connection(tx).createStatement()) {
            // This mode excludes itself and writers, not readers.
            lock.execute("lock table " + table + " in share row exclusive mode");
            return tx;
        } catch (SQLException e) {
            tx.close();
            throw new StorageException("lock of " + table, e);
        }
    }

    /** Reads what is committed. */
    public <T> T read(Function<Tx, T> query) {
        try (Tx tx = store.begin()) {
            return query.apply(tx);
        }
    }
}
