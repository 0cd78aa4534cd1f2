package skald.toolkit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import skald.toolkit.Tx;
import skald.toolkit.postgres.BinaryArray.Element;

/**
 * A transaction on one JDBC connection, which goes back to its pool when the transaction is closed.
 *
 * <p>Writes of {@link Unnest} wait until somebody reads in the transaction or commits it; then all of them travel in one
 * round trip: the driver sends the statements of a text {@code a;b;c} without waiting for the answers in between.
 */
public final class PostgresTx implements Tx {

    /** What to throw if a row is there already that has the same {@code key}. */
    record Unique(String key, Supplier<RuntimeException> violated) {}

    /** A statement that waits; {@code check} gets the number of rows that it touched, and throws if it is wrong. */
    record Write(
            String what,
            String sql,
            List<BinaryArray> columns,
            IntConsumer check,
            @Nullable Unique unique) {}

    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final List<Write> waiting = new ArrayList<>();
    private boolean open = true;

    PostgresTx(Connection connection) throws SQLException {
        this.connection = connection;
        sendArraysInBinaryForm(connection);
    }

    /** The driver asks this set whether the server takes a type's binary form; it knows only some by itself. */
    private static void sendArraysInBinaryForm(Connection connection) throws SQLException {
        QueryExecutor executor = connection.unwrap(PgConnection.class).getQueryExecutor();
        if (!executor.useBinaryForSend(Element.UUID.arrayOid())) {
            for (Element element : Element.values()) {
                executor.addBinarySendOid(element.arrayOid());
            }
        }
    }

    /**
     * The connection of a transaction that a {@link PostgresStore} began. What was written in it before is visible.
     *
     * @throws IllegalArgumentException if it was begun by another store
     */
    public static Connection connection(Tx tx) {
        PostgresTx postgres = of(tx);
        postgres.flush();
        return postgres.connection;
    }

    static PostgresTx of(Tx tx) {
        if (tx instanceof PostgresTx postgres) {
            return postgres;
        }
        throw new IllegalArgumentException("a PostgreSQL adapter needs a PostgreSQL transaction, not " + tx.getClass());
    }

    /** Has {@code write} done with the next flush. */
    void later(Write write) {
        waiting.add(write);
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Write> writes = List.copyOf(waiting);
        waiting.clear();
        String sql = writes.stream().map(Write::sql).collect(Collectors.joining(";\n"));
        List<BinaryArray> columns =
                writes.stream().flatMap(write -> write.columns().stream()).toList();
        try (PreparedStatement statement = Unnest.bind(connection, sql, columns)) {
            statement.execute();
            for (Write write : writes) {
                write.check().accept(statement.getUpdateCount());
                statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw failure(writes, e);
        }
    }

    private static RuntimeException failure(List<Write> writes, SQLException e) {
        if (UNIQUE_VIOLATION.equals(e.getSQLState())
                && e instanceof PSQLException server
                && server.getServerErrorMessage() != null) {
            String key = server.getServerErrorMessage().getConstraint();
            for (Write write : writes) {
                if (write.unique() != null && write.unique().key().equals(key)) {
                    return write.unique().violated().get();
                }
            }
        }
        String what = writes.stream().map(Write::what).distinct().collect(Collectors.joining(", "));
        return new StorageException("write of " + what, e);
    }

    @Override
    public void commit() {
        flush();
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
