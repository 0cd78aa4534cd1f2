package skald.orderviews.adapter.out;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import skald.toolkit.Tx;
import skald.toolkit.postgres.PostgresTx;
import skald.toolkit.postgres.StorageException;

/**
 * Tells transactions which generation serves, and holds off the swap until they end.
 *
 * <p>Every transaction that reads or writes what serves asks here before anything else. So none of them holds a row when
 * it waits for a swap, and the swap, which writes rows itself, never waits for one that waits for it. Thread-safe.
 */
final class ServingGeneration {

    // One round trip: the second statement has a snapshot of its own, taken when the lock is held.
    private static final String LOCK_AND_READ = """
        select pg_advisory_xact_lock_shared('generation'::regclass::oid::int4, 0);
        select active from generation where projection = 'orders'
        """;

    private static final String LOCK_ALONE = "select pg_advisory_xact_lock('generation'::regclass::oid::int4, 0)";

    private final Map<Tx, Long> answers = Collections.synchronizedMap(new WeakHashMap<>());

    /** The generation that serves, for as long as {@code tx} lasts. */
    long in(Tx tx) {
        Long known = answers.get(tx);
        if (known == null) {
            known = ask(PostgresTx.connection(tx));
            answers.put(tx, known);
        }
        return known;
    }

    private static long ask(Connection connection) {
        try (PreparedStatement query = connection.prepareStatement(LOCK_AND_READ)) {
            query.execute();
            query.getMoreResults();
            try (ResultSet row = query.getResultSet()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new StorageException("read of the generation", e);
        }
    }

    /** Has another generation serve once {@code tx} commits; the transaction has called {@link #holdAll} first. */
    static void swap(Tx tx, long generation) {
        try (PreparedStatement update = PostgresTx.connection(tx)
                .prepareStatement("update generation set active = ? where projection = 'orders'")) {
            update.setLong(1, generation);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException("swap of the generation", e);
        }
    }

    /** Waits for all transactions that have asked, and makes new ones wait for {@code tx}. */
    static void holdAll(Tx tx) {
        try (PreparedStatement lock = PostgresTx.connection(tx).prepareStatement(LOCK_ALONE)) {
            lock.execute();
        } catch (SQLException e) {
            throw new StorageException("lock of the generation", e);
        }
    }
}
