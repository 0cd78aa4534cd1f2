package skald.toolkit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import skald.toolkit.Expiring;

/**
 * Rows of a table that expire, deleted block by block in the order in which the table lies on disk (a TID range scan). So
 * no index is needed, which every row would pay when it is written, and a step costs the same however large the table is.
 */
public final class PostgresExpiring implements Expiring {
    /** Half a megabyte: some milliseconds, also if every row in it goes. */
    private static final int BLOCKS = 64;

    private final PostgresStore store;
    private final String table;
    private final String delete;

    private PostgresExpiring(PostgresStore store, String table, String delete) {
        this.store = store;
        this.table = table;
        this.delete = delete;
    }

    /** Kept answers. */
    static PostgresExpiring answers(PostgresStore store) {
        return new PostgresExpiring(store, "idempotency", """
            delete from idempotency where ctid >= ?::tid and ctid < ?::tid and at < ?
            """);
    }

    /** Dead letters that are over, each with its history. */
    static PostgresExpiring lettersOver(PostgresStore store) {
        return new PostgresExpiring(store, "dead_letter", """
            with gone as (
                delete from dead_letter
                where ctid >= ?::tid and ctid < ?::tid and parked_at < ? and status in ('REDRIVEN', 'DISCARDED')
                returning id)
            delete from dead_letter_action using gone where letter = gone.id
            """);
    }

    /** Finished sagas of the services in this store's schema. */
    public static PostgresExpiring finishedSagas(PostgresStore store) {
        return new PostgresExpiring(store, "saga", """
            delete from saga
            where ctid >= ?::tid and ctid < ?::tid and updated_at < ? and status in ('COMPLETED', 'COMPENSATED')
            """);
    }

    @Override
    public long expire(Instant before, long from) {
        return store.inTransaction(table, connection -> {
            long to = from + BLOCKS;
            try (PreparedStatement statement = connection.prepareStatement(delete)) {
                statement.setString(1, "(" + from + ",0)");
                statement.setString(2, "(" + to + ",0)");
                statement.setObject(3, Unnest.parameter(before));
                statement.executeUpdate();
            }
            return to < blocks(connection) ? to : 0;
        });
    }

    private long blocks(Connection connection) throws SQLException {
        return PostgresStore.number(
                connection, "select pg_relation_size('" + table + "') / current_setting('block_size')::bigint");
    }
}
