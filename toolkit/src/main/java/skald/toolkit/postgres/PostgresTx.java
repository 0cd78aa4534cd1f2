package skald.toolkit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.PSQLException;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Tx;
import skald.toolkit.postgres.BinaryArray.Element;

/**
 * A transaction on one JDBC connection, which goes back to its pool when the transaction is closed.
 *
 * <p>Writes of {@link Unnest} wait until somebody reads in the transaction or commits it; then all of them travel in one
 * round trip, together with the commit if it is one: the driver sends the statements of a text {@code a;b;c} without
 * waiting for the answers in between. Since nobody sees then how many rows a statement touched before it is committed,
 * each statement that must touch a certain number asks the server to count, and to fail if it is another.
 */
public final class PostgresTx implements Tx {

    /** What to throw if a row is there already that has the same {@code key}. */
    record Unique(String key, Supplier<RuntimeException> violated) {}

    /** How many rows a statement must touch, and what to throw for another number. */
    record Touches(int rows, IntFunction<RuntimeException> wrong) {}

    /** A statement that waits, with its arrays and other parameters. */
    record Write(
            String what,
            String sql,
            List<?> parameters,
            @Nullable Touches touches,
            @Nullable Unique unique) {

        /** The statement, failing with {@link #DIVISION_BY_ZERO} if it touches another number of rows than it must. */
        String counting() {
            return touches == null
                    ? sql
                    : "with touched as (" + sql + " returning 1) select 1 / (count(*) = ?)::integer from touched";
        }

        Stream<?> parametersCounting() {
            return touches == null
                    ? parameters.stream()
                    : Stream.concat(parameters.stream(), Stream.of(touches.rows()));
        }
    }

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DIVISION_BY_ZERO = "22012";
    private static final String DEADLOCK = "40P01";

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
        List<?> parameters =
                writes.stream().flatMap(write -> write.parameters().stream()).toList();
        try (PreparedStatement statement = Unnest.bind(connection, sql, parameters)) {
            statement.execute();
            for (Write write : writes) {
                Touches touches = write.touches();
                if (touches != null && statement.getUpdateCount() != touches.rows()) {
                    throw touches.wrong().apply(statement.getUpdateCount());
                }
                statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw failure(writes, e);
        }
    }

    /** Writes and commits in one round trip. */
    private void flushAndCommit() throws SQLException {
        String sql = waiting.stream().map(Write::counting).collect(Collectors.joining(";\n", "", ";\ncommit"));
        List<?> parameters = waiting.stream().flatMap(Write::parametersCounting).toList();
        try (PreparedStatement statement = Unnest.bind(connection, sql, parameters)) {
            statement.execute();
            waiting.clear();
        } catch (SQLException e) {
            rollBack(e);
            if (!DIVISION_BY_ZERO.equals(e.getSQLState())) {
                throw failure(List.copyOf(waiting), e);
            }
            // Nothing is written. Once more with a look at each count, which tells what was wrong; never to be
            // committed,
            // since what was read before belongs to a transaction that is over.
            List<Write> writes = List.copyOf(waiting);
            flush();
            throw new ConcurrentChangeException(what(writes), writes.size(), 0);
        }
    }

    private void rollBack(SQLException why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
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
        if (DEADLOCK.equals(e.getSQLState())) {
            return new ConcurrentChangeException(what(writes), writes.size(), 0);
        }
        return new StorageException("write of " + what(writes), e);
    }

    private static String what(List<Write> writes) {
        return writes.stream().map(Write::what).distinct().collect(Collectors.joining(", "));
    }

    @Override
    public void commit() {
        try {
            if (!waiting.isEmpty()) {
                flushAndCommit();
            }
            connection.commit(); // costs nothing if it is committed already
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
