package skald.toolkit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.DeadLetters;
import skald.toolkit.Expiring;
import skald.toolkit.Idempotency;
import skald.toolkit.Leases;
import skald.toolkit.Store;
import skald.toolkit.Tx;

/** The runtime's bookkeeping in the tables of {@code skald/toolkit/migrations}, in the schema of the data source. */
public final class PostgresStore implements Store {
    private final DataSource database;

    /** A store over {@code database}, whose connections see the service's schema and nothing else. */
    public PostgresStore(DataSource database) {
        this.database = database;
    }

    @Override
    public Tx begin() {
        try {
            Connection connection = database.getConnection();
            try {
                connection.setAutoCommit(false);
            } catch (SQLException e) {
                connection.close(); // else the pool would miss it for ever
                throw e;
            }
            return new PostgresTx(connection);
        } catch (SQLException e) {
            throw new StorageException("connection", e);
        }
    }

    @Override
    public int lanes(int wanted) {
        return inTransaction("lanes", connection -> {
            List<Integer> numbers = new ArrayList<>();
            for (int lane = 0; lane < wanted; lane++) {
                numbers.add(lane);
            }
            try (PreparedStatement insert = connection.prepareStatement("""
                insert into lane (lane, epoch, head, commits, owner)
                select n, 0, 0, 0, '' from unnest(?::int[]) as n
                where not exists (select from lane) on conflict do nothing
                """)) {
                insert.setArray(1, connection.createArrayOf("int4", numbers.toArray()));
                insert.executeUpdate();
            }
            return (int) number(connection, "select count(*) from lane");
        });
    }

    @Override
    public LaneState takeOver(int lane, String owner) {
        return inTransaction("lane " + lane, (tx, connection) -> {
            try (PreparedStatement update = connection.prepareStatement("""
                update lane set epoch = epoch + 1, owner = ?, lease_until = null where lane = ? returning epoch, head, commits
                """)) {
                update.setString(1, owner);
                update.setInt(2, lane);
                try (ResultSet row = update.executeQuery()) {
                    row.next();
                    return laneState(tx, lane, row);
                }
            }
        });
    }

    /** @param row has epoch, head and commits */
    static LaneState laneState(Tx tx, int lane, ResultSet row) throws SQLException {
        Connection connection = PostgresTx.connection(tx);
        return new LaneState(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                consumed(connection, lane),
                effectsFound(connection, lane),
                PostgresDeadLetters.queues(tx, lane));
    }

    private static Map<SourceLane, Long> consumed(Connection connection, int lane) throws SQLException {
        Map<SourceLane, Long> consumed = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("select source, source_lane, position from consumed where lane = ?")) {
            query.setInt(1, lane);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    consumed.put(new SourceLane(row.getString(1), row.getInt(2)), row.getLong(3));
                }
            }
        }
        return consumed;
    }

    /** Whatever the previous writer left may have been under way. */
    private static List<PendingEffect> effectsFound(Connection connection, int lane) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update effect set unknown = true where lane = ? and not unknown")) {
            update.setInt(1, lane);
            update.executeUpdate();
        }
        return effects(connection, lane, MOST_EFFECTS_AT_ONCE);
    }

    @Override
    public List<PendingEffect> effects(int lane, int max) {
        return inTransaction("effects", connection -> effects(connection, lane, max));
    }

    /** Without an index for it, which every effect would pay: many are read at once, and seldom. */
    private static List<PendingEffect> effects(Connection connection, int lane, int max) throws SQLException {
        List<PendingEffect> effects = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("select * from effect where lane = ? order by due_at, id limit ?")) {
            query.setInt(1, lane);
            query.setInt(2, max);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    effects.add(new PendingEffect(
                            row.getString("id"),
                            row.getString("key"),
                            row.getString("type"),
                            row.getBytes("body"),
                            row.getString("saga"),
                            row.getString("trace"),
                            row.getInt("attempts"),
                            row.getBoolean("unknown"),
                            Unnest.instant(row, "due_at")));
                }
            }
        }
        return effects;
    }

    @Override
    public List<LogEntry> log(int lane, long after, int max) {
        return inTransaction("log", connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                select position, type, key, saga, cause, trace, at, body from log
                where lane = ? and position > ? order by position limit ?
                """)) {
                query.setInt(1, lane);
                query.setLong(2, after);
                query.setInt(3, max);
                try (ResultSet row = query.executeQuery()) {
                    List<LogEntry> entries = new ArrayList<>();
                    while (row.next()) {
                        entries.add(entry(lane, row));
                    }
                    return entries;
                }
            }
        });
    }

    private static LogEntry entry(int lane, ResultSet row) throws SQLException {
        return new LogEntry(
                lane,
                row.getLong("position"),
                row.getString("type"),
                row.getString("key"),
                row.getString("saga"),
                row.getString("cause"),
                row.getString("trace"),
                Unnest.instant(row, "at"),
                row.getBytes("body"),
                null);
    }

    @Override
    public long head(int lane) {
        return inTransaction("log", connection -> number(connection, "select head from lane where lane = " + lane));
    }

    @Override
    public long first(int lane) {
        return inTransaction("log", connection -> number(connection, """
            select coalesce((select position from log where lane = l.lane order by position limit 1), l.head + 1)
            from lane l where l.lane =\
            """ + " " + lane));
    }

    @Override
    public int trim(int lane, long upTo, Instant olderThan, int max) {
        return inTransaction("log", connection -> {
            try (PreparedStatement delete = connection.prepareStatement("""
                delete from log where lane = ? and position <= (
                    select max(position) from (
                        select position, at from log where lane = ? and position <= ? order by position limit ?
                    ) oldest where at < ?)
                """)) {
                delete.setInt(1, lane);
                delete.setInt(2, lane);
                delete.setLong(3, upTo);
                delete.setInt(4, max);
                delete.setObject(5, Unnest.parameter(olderThan));
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public DueTimers dueTimers(int lane, Instant now, int max) {
        return inTransaction("timers", connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select key, name, due_at, type, body from timer where lane = ? order by due_at limit ?")) {
                query.setInt(1, lane);
                // One more than asked for tells when to look again.
                query.setInt(2, max + 1);
                try (ResultSet row = query.executeQuery()) {
                    return dueTimers(row, now, max);
                }
            }
        });
    }

    private static DueTimers dueTimers(ResultSet row, Instant now, int max) throws SQLException {
        List<Timer> due = new ArrayList<>();
        while (row.next()) {
            Instant dueAt = Unnest.instant(row, "due_at");
            if (dueAt.isAfter(now) || due.size() == max) {
                return new DueTimers(due, dueAt);
            }
            due.add(new Timer(
                    row.getString("key"), row.getString("name"), dueAt, row.getString("type"), row.getBytes("body")));
        }
        return new DueTimers(due, null);
    }

    @Override
    public Expiring answers() {
        return PostgresExpiring.answers(this);
    }

    @Override
    public Expiring lettersOver() {
        return PostgresExpiring.lettersOver(this);
    }

    @Override
    public Leases leases() {
        return new PostgresLeases(this);
    }

    @Override
    public DeadLetters deadLetters() {
        return new PostgresDeadLetters(this);
    }

    @Override
    public Map<String, KeptReply> replies(Tx tx, Collection<Idempotency> requests) {
        Map<String, KeptReply> found = new HashMap<>();
        Unnest.rows(requests)
                .texts(Idempotency::scope)
                .query(
                        tx,
                        "idempotency keys",
                        "select * from idempotency where scope = any(?)",
                        row -> new KeptReply(
                                row.getString("scope"),
                                row.getString("fingerprint"),
                                row.getString("type"),
                                row.getBytes("body"),
                                row.getString("position"),
                                Unnest.instant(row, "at")))
                .forEach(reply -> found.put(reply.scope(), reply));
        return found;
    }

    @Override
    public void write(Tx tx, Bookkeeping batch) {
        writeLane(tx, batch);
        writeLog(tx, batch);
        writeConsumed(tx, batch);
        writeTimers(tx, batch);
        writeEffects(tx, batch);
        writeReplies(tx, batch);
        PostgresDeadLetters.write(tx, batch.letters());
    }

    /** The fence: only the owner of the lane's epoch commits. */
    private static void writeLane(Tx tx, Bookkeeping batch) {
        PostgresTx.of(tx)
                .later(new PostgresTx.Write(
                        "lane",
                        "update lane set head = ?, commits = ? where lane = ? and epoch = ?",
                        List.of(batch.head(), batch.commits(), batch.lane(), batch.epoch()),
                        new PostgresTx.Touches(1, _ -> new FencedException(batch.lane())),
                        null));
    }

    private static void writeLog(Tx tx, Bookkeeping batch) {
        Unnest.rows(batch.log())
                .ints(LogEntry::lane)
                .longs(LogEntry::position)
                .texts(LogEntry::type)
                .texts(LogEntry::key)
                .texts(LogEntry::saga)
                .texts(LogEntry::cause)
                .texts(LogEntry::trace)
                .instants(LogEntry::at)
                .bytes(LogEntry::body)
                // A position that is taken means that somebody else writes this lane now.
                .insert(tx, "log", """
                    insert into log (lane, position, type, key, saga, cause, trace, at, body)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, "log_pkey", () -> new FencedException(batch.lane()));
    }

    private static void writeConsumed(Tx tx, Bookkeeping batch) {
        Unnest.rows(batch.consumed().entrySet())
                .texts(entry -> entry.getKey().source())
                .ints(entry -> entry.getKey().lane())
                .ints(_ -> batch.lane())
                .longs(Map.Entry::getValue)
                .update(tx, "consumed positions", """
                    insert into consumed (source, source_lane, lane, position) select * from unnest(?, ?, ?, ?)
                    on conflict (source, source_lane, lane) do update set position = excluded.position
                    """);
    }

    private static void writeTimers(Tx tx, Bookkeeping batch) {
        Unnest.rows(batch.timersOver()).texts(Timer::key).texts(Timer::name).update(tx, "timers", """
            delete from timer using unnest(?, ?) as over (key, name)
            where timer.key = over.key and timer.name = over.name
            """);
        Unnest.rows(batch.timers())
                .texts(Timer::key)
                .texts(Timer::name)
                .ints(_ -> batch.lane())
                .instants(Timer::dueAt)
                .texts(Timer::type)
                .bytes(Timer::body)
                .update(tx, "timers", """
                    insert into timer (key, name, lane, due_at, type, body) select * from unnest(?, ?, ?, ?, ?, ?)
                    on conflict (key, name) do update set due_at = excluded.due_at, type = excluded.type,
                        body = excluded.body
                    """);
    }

    private static void writeEffects(Tx tx, Bookkeeping batch) {
        Unnest.rows(batch.effectsOver()).texts(id -> id).update(tx, "effects", "delete from effect where id = any(?)");
        Unnest.rows(batch.effects())
                .texts(PendingEffect::id)
                .ints(_ -> batch.lane())
                .texts(PendingEffect::key)
                .texts(PendingEffect::type)
                .bytes(PendingEffect::body)
                .texts(PendingEffect::saga)
                .texts(PendingEffect::trace)
                .ints(PendingEffect::attempts)
                .booleans(PendingEffect::unknown)
                .instants(PendingEffect::dueAt)
                .update(tx, "effects", """
                    insert into effect (id, lane, key, type, body, saga, trace, attempts, unknown, due_at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (id) do update set attempts = excluded.attempts, unknown = excluded.unknown,
                        due_at = excluded.due_at
                    """);
    }

    /** A key that another lane took meanwhile is a conflict: the next look finds the answer that is kept. */
    private static void writeReplies(Tx tx, Bookkeeping batch) {
        Unnest.rows(batch.replies())
                .texts(KeptReply::scope)
                .texts(KeptReply::fingerprint)
                .texts(KeptReply::type)
                .bytes(KeptReply::body)
                .texts(KeptReply::position)
                .instants(KeptReply::at)
                .insert(
                        tx,
                        "idempotency keys",
                        """
                        insert into idempotency (scope, fingerprint, type, body, position, at)
                        select * from unnest(?, ?, ?, ?, ?, ?)
                        """,
                        "idempotency_pkey",
                        () -> new ConcurrentChangeException(
                                "idempotency keys", batch.replies().size(), 0));
    }

    @FunctionalInterface
    interface Statement<T> {
        T run(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    interface Transaction<T> {
        T run(Tx tx, Connection connection) throws SQLException;
    }

    <T> T inTransaction(String what, Statement<T> statement) {
        return inTransaction(what, (_, connection) -> statement.run(connection));
    }

    <T> T inTransaction(String what, Transaction<T> transaction) {
        try (Tx tx = begin()) {
            T result = transaction.run(tx, PostgresTx.connection(tx));
            tx.commit();
            return result;
        } catch (SQLException e) {
            throw new StorageException("access to " + what, e);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
