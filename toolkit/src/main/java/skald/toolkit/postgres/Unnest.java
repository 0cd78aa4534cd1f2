package skald.toolkit.postgres;

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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Tx;
import skald.toolkit.postgres.BinaryArray.Element;

/**
 * One statement for many rows: each column of the rows becomes an array parameter of a statement that says
 * {@code unnest(?, ?, …)} or {@code = any(?)}. One round trip and one plan, however many rows. Not thread-safe.
 *
 * <pre>{@code
 * Unnest.rows(erased)
 *     .uuids(user -> user.id())
 *     .instants(user -> user.erasedAt())
 *     .update(tx, "contacts", """
 *         update contact set address = null, erased_at = gone.at
 *         from unnest(?, ?) as gone (user_id, at) where contact.user_id = gone.user_id
 *         """);
 * }</pre>
 */
public final class Unnest<R> {

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads the current row of {@code row}. */
        T read(ResultSet row) throws SQLException;
    }

    private final List<R> rows;
    private final List<BinaryArray> columns = new ArrayList<>();

    private Unnest(Collection<R> rows) {
        this.rows = List.copyOf(rows);
    }

    /** Starts with the rows; each further call adds a column, in the order of the statement's parameters. */
    public static <R> Unnest<R> rows(Collection<R> rows) {
        return new Unnest<>(rows);
    }

    /** A {@code text} column (or any type that the statement casts it to, such as {@code ?::jsonb[]}). */
    public Unnest<R> texts(Function<R, @Nullable String> value) {
        return column(Element.TEXT, 16, (row, array) -> array.add(value.apply(row)));
    }

    /** A {@code bigint} column without nulls. */
    public Unnest<R> longs(ToLongFunction<R> value) {
        return column(Element.INT8, Long.BYTES, (row, array) -> array.add(value.applyAsLong(row)));
    }

    /** A {@code bigint} column with nulls. */
    public Unnest<R> nullableLongs(Function<R, @Nullable Long> value) {
        return column(Element.INT8, Long.BYTES, (row, array) -> {
            Long number = value.apply(row);
            if (number == null) {
                array.addNull();
            } else {
                array.add(number.longValue());
            }
        });
    }

    /** An {@code integer} column. */
    public Unnest<R> ints(ToIntFunction<R> value) {
        return column(Element.INT4, Integer.BYTES, (row, array) -> array.add(value.applyAsInt(row)));
    }

    /** A {@code boolean} column. */
    public Unnest<R> booleans(Function<R, Boolean> value) {
        return column(
                Element.BOOL, 1, (row, array) -> array.add(value.apply(row).booleanValue()));
    }

    /** A {@code uuid} column. */
    public Unnest<R> uuids(Function<R, @Nullable UUID> value) {
        return column(Element.UUID, 2 * Long.BYTES, (row, array) -> array.add(value.apply(row)));
    }

    /** A {@code bytea} column. */
    public Unnest<R> bytes(Function<R, byte @Nullable []> value) {
        return column(Element.BYTEA, 128, (row, array) -> array.add(value.apply(row)));
    }

    /** A {@code timestamptz} column, in microseconds. */
    public Unnest<R> instants(Function<R, @Nullable Instant> value) {
        return column(Element.TIMESTAMPTZ, Long.BYTES, (row, array) -> array.add(value.apply(row)));
    }

    /** Has an update done, at the latest with the commit; without rows nothing. */
    public void update(Tx tx, String what, String sql) {
        later(tx, what, sql, null, null);
    }

    /** Does an update at once, and gives the number of rows that it touched; without rows it does nothing. */
    public int updateNow(Tx tx, String what, String sql) {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = bind(PostgresTx.connection(tx), sql, columns)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageException("write of " + what, e);
        }
    }

    /**
     * Has an update done, at the latest with the commit, that must touch each row exactly once. If it touched another
     * number, the commit (or the next read in the transaction) fails with a {@link ConcurrentChangeException}.
     */
    public void save(Tx tx, String what, String sql) {
        int wanted = rows.size();
        PostgresTx.Touches all =
                new PostgresTx.Touches(wanted, touched -> new ConcurrentChangeException(what, wanted, touched));
        later(tx, what, sql, all, null);
    }

    /**
     * Has the changes of states done: {@code insert} for those that are new, {@code update} for those that were read, each
     * with the columns that {@code columns} adds. Cheaper than one statement with {@code on conflict}, which looks for
     * the conflict before each insert.
     *
     * <p>A row that is there already, or that is no longer at the version which was read, makes the commit (or the next
     * read in the transaction) fail with a {@link ConcurrentChangeException}.
     *
     * @param primaryKey the name of the table's primary key
     */
    public static <K, S> void save(
            Tx tx,
            String what,
            Collection<Change<K, S>> changes,
            UnaryOperator<Unnest<Change<K, S>>> columns,
            String primaryKey,
            String insert,
            String update) {
        save(tx, what, changes, columns, columns, primaryKey, insert, update);
    }

    /** The same for rows of which many columns never change: {@code changing} adds those of {@code update}. */
    static <K, S> void save(
            Tx tx,
            String what,
            Collection<Change<K, S>> changes,
            UnaryOperator<Unnest<Change<K, S>>> columns,
            UnaryOperator<Unnest<Change<K, S>>> changing,
            String primaryKey,
            String insert,
            String update) {
        List<Change<K, S>> fresh = new ArrayList<>();
        List<Change<K, S>> known = new ArrayList<>();
        changes.forEach(change -> (change.version() == 0 ? fresh : known).add(change));
        if (!fresh.isEmpty()) {
            Supplier<RuntimeException> there = () -> new ConcurrentChangeException(what, fresh.size(), 0);
            columns.apply(rows(fresh)).insert(tx, what, insert, primaryKey, there);
        }
        if (!known.isEmpty()) {
            changing.apply(rows(known)).save(tx, what, update);
        }
    }

    /** Has rows inserted; one whose {@code primaryKey} is there already makes the commit fail with what {@code there} gives. */
    void insert(Tx tx, String what, String sql, String primaryKey, Supplier<RuntimeException> there) {
        later(tx, what, sql, null, new PostgresTx.Unique(primaryKey, there));
    }

    private void later(
            Tx tx, String what, String sql, PostgresTx.@Nullable Touches touches, PostgresTx.@Nullable Unique unique) {
        if (!rows.isEmpty()) {
            PostgresTx.of(tx).later(new PostgresTx.Write(what, sql, List.copyOf(columns), touches, unique));
        }
    }

    /** Runs a query; without rows it asks nothing and finds nothing. */
    public <T> List<T> query(Tx tx, String what, String sql, RowReader<T> reader) {
        if (rows.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = bind(PostgresTx.connection(tx), sql, columns);
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

    private Unnest<R> column(Element element, int bytesEach, BiConsumer<R, BinaryArray> add) {
        if (rows.isEmpty()) {
            return this; // then there is no statement
        }
        BinaryArray array = new BinaryArray(element, rows.size(), bytesEach);
        for (R row : rows) {
            add.accept(row, array);
        }
        columns.add(array);
        return this;
    }

    static PreparedStatement bind(Connection connection, String sql, List<?> parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
