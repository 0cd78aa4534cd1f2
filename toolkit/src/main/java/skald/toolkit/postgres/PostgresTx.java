package skald.toolkit.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import skald.toolkit.Tx;

/** A transaction on one JDBC connection, which goes back to its pool when the transaction is closed. */
public final class PostgresTx implements Tx {
    private final Connection connection;
    private boolean open = true;

    PostgresTx(Connection connection) {
        this.connection = connection;
    }

    /**
     * The connection of a transaction that a {@link PostgresStore} began.
     *
     * @throws IllegalArgumentException if it was begun by another store
     */
    public static Connection connection(Tx tx) {
        if (tx instanceof PostgresTx postgres) {
            return postgres.connection;
        }
        throw new IllegalArgumentException("a PostgreSQL adapter needs a PostgreSQL transaction, not " + tx.getClass());
    }

    @Override
    public void commit() {
        try {
            connection.commit();
            open = false;
        } catch (SQLException e) {
            throw new StorageException("commit", e);
        }
    }

    @Override
    public void close() {
        boolean ended = !open;
        try (Connection closing = connection) {
            if (open) {
                open = false;
                closing.rollback();
            }
        } catch (SQLException e) {
            if (!ended) {
                throw new StorageException("rollback", e);
            }
            // What is committed stays so: a failure here would make the caller believe the contrary and repeat it.
        }
    }
}
