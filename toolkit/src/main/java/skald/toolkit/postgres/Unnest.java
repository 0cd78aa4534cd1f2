package skald.toolkit.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Tx;

/**
 * One statement for many rows: each column of the rows becomes an array parameter of a statement that says
 * {@code unnest(?, ?, …)} or {@code = any(?)}. One round trip and one plan, however many rows. Not thread-safe.
 *
 * <pre>{@code
 * Unnest.rows(changes)
 *     .uuids(c -> c.key())
 *     .longs(c -> c.nextVersion())
 *     .texts(c -> c.written().status().name())
 *     .save(tx, "payment", """
 *         insert into payment (order_id, version, status) select * from unnest(?, ?, ?)
 *         on conflict (order_id) do update set version = excluded.version, status = excluded.status
 *         where payment.version = excluded.version - 1
 *         """);
 * }</pre>
 */
public final class Unnest<R> {

    private record Column(String sqlType, Object values) {}

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads the current row of {@code row}. */
        T read(ResultSet row) throws SQLException;
    }

    private final List<R> rows;
    private final List<Column> columns = new ArrayList<>();

    private Unnest(Collection<R> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Starts with the rows; each further call adds a column, in the order of the statement's parameters. */
    public static <R> Unnest<R> rows(Collection<R> rows) {
        return new Unnest<>(rows);
    }

    /** A {@code text} column (or any type that the statement casts it to, such as {@code ?::jsonb[]}). */
    public Unnest<R> texts(Function<R, @Nullable String> value) {
        String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return column("text", values);
    }

    /** A {@code bigint} column without nulls. */
    public Unnest<R> longs(ToLongFunction<R> value) {
        long[] values = new long[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsLong(rows.get(i));
        }
        return column("int8", values);
    }

    /** A {@code bigint} column with nulls. */
    public Unnest<R> nullableLongs(Function<R, @Nullable Long> value) {
        Long[] values = new Long[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return column("int8", values);
    }

    /** An {@code integer} column. */
    public Unnest<R> ints(ToIntFunction<R> value) {
        int[] values = new int[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsInt(rows.get(i));
        }
        return column("int4", values);
    }

    /** A {@code boolean} column. */
    public Unnest<R> booleans(Function<R, Boolean> value) {
        boolean[] values = new boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return column("bool", values);
    }

    /** A {@code uuid} column. */
    public Unnest<R> uuids(Function<R, @Nullable UUID> value) {
        UUID[] values = new UUID[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return column("uuid", values);
    }

    /** A {@code bytea} column. */
    public Unnest<R> bytes(Function<R, byte @Nullable []> value) {
        byte[][] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return column("bytea", values);
    }

    /** A {@code timestamptz} column, in microseconds. */
    public Unnest<R> instants(Function<R, @Nullable Instant> value) {
        String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Instant instant = value.apply(rows.get(i));
            values[i] = instant == null ? null : instant.toString();
        }
        return column("timestamptz", values);
    }

    /** Runs an update and gives the number of rows that it touched; without rows it does nothing. */
    public int update(Tx tx, String what, String sql) {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = bind(tx, sql)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException("write of " + what, e);
        }
    }

    /**
     * Runs an update that must touch each row exactly once.
     *
     * @throws ConcurrentChangeException if it touched another number
     */
    public void save(Tx tx, String what, String sql) {
        int written = update(tx, what, sql);
        if (written != rows.size()) {
            throw new ConcurrentChangeException(what, rows.size(), written);
        }
    }

    /** Runs a query; without rows it asks nothing and finds nothing. */
    public <T> List<T> query(Tx tx, String what, String sql, RowReader<T> reader) {
        if (rows.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = bind(tx, sql);
                ResultSet result = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (result.next()) {
                found.add(reader.read(result));
            }
            return found;
        } catch (SQLException e) {
            throw new StorageException("read of " + what, e);
        }
    }

    /** The instant in a {@code timestamptz} column that is not null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The instant in a {@code timestamptz} column, {@code null} for null. */
    public static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** {@code instant} as the driver takes it for a {@code timestamptz} parameter. */
    public static OffsetDateTime parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private Unnest<R> column(String sqlType, Object values) {
        columns.add(new Column(sqlType, values));
        return this;
    }

    private PreparedStatement bind(Tx tx, String sql) throws SQLException {
        Connection connection = PostgresTx.connection(tx);
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < columns.size(); i++) {
                Array array = array(connection, columns.get(i));
                statement.setArray(i + 1, array);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static Array array(Connection connection, Column column) throws SQLException {
        // The driver's own overload sends primitive arrays in binary form; Connection.createArrayOf boxes them.
        return connection.unwrap(org.postgresql.PGConnection.class).createArrayOf(column.sqlType(), column.values());
    }
}
