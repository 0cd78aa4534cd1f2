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
import java.util.Optional;
import skald.toolkit.DeadLetter;
import skald.toolkit.DeadLetter.Status;
import skald.toolkit.DeadLetters;
import skald.toolkit.Tx;

/** The dead letters of a service in its tables {@code dead_letter} and {@code dead_letter_action}. */
final class PostgresDeadLetters implements DeadLetters {
    private final PostgresStore store;

    PostgresDeadLetters(PostgresStore store) {
        this.store = store;
    }

    @Override
    public List<DeadLetter> list(Filter filter, long after, int max) {
        return read("""
            select * from dead_letter
            where id > ? and (?::text is null or key = ?) and (?::text is null or type = ?)
                and (case when ?::text is null then status in ('PARKED', 'WAITING') else status = ? end)
            order by id limit ?
            """, query -> {
            query.setLong(1, after);
            query.setString(2, filter.key());
            query.setString(3, filter.key());
            query.setString(4, filter.type());
            query.setString(5, filter.type());
            String status = filter.status() == null ? null : filter.status().name();
            query.setString(6, status);
            query.setString(7, status);
            query.setInt(8, max);
        });
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return read("select * from dead_letter where id = ?", query -> query.setLong(1, id)).stream()
                .findFirst();
    }

    @Override
    public List<DeadLetter.Action> history(long id, int max) {
        return query(
                "select * from dead_letter_action where letter = ? order by id limit ?",
                query -> {
                    query.setLong(1, id);
                    query.setInt(2, max);
                },
                row -> new DeadLetter.Action(
                        row.getLong("letter"),
                        DeadLetter.Verb.valueOf(row.getString("verb")),
                        row.getString("who"),
                        row.getString("reason"),
                        Unnest.instant(row, "at"),
                        row.getString("outcome")));
    }

    @Override
    public long countOpen() {
        return query(
                        "select count(*) from dead_letter where status in ('PARKED', 'WAITING')",
                        _ -> {},
                        row -> row.getLong(1))
                .getFirst();
    }

    @Override
    public List<DeadLetter> next(int lane, Collection<String> queues, int perQueue) {
        return read("""
            select letter.* from unnest(?) as wanted (queue) cross join lateral (
                select * from dead_letter d
                where d.lane = ? and d.queue = wanted.queue and d.status in ('PARKED', 'WAITING')
                order by d.position limit ?) letter
            order by letter.queue, letter.position
            """, query -> {
            query.setArray(1, query.getConnection().createArrayOf("text", queues.toArray()));
            query.setInt(2, lane);
            query.setInt(3, perQueue);
        });
    }

    /** As {@link skald.toolkit.Store.LaneState#parked()}. */
    static Map<String, Instant> queues(Tx tx, int lane) throws SQLException {
        Map<String, Instant> queues = new HashMap<>();
        try (PreparedStatement query = PostgresTx.connection(tx).prepareStatement("""
            select distinct on (queue) queue, status, retry_at from dead_letter
            where lane = ? and status in ('PARKED', 'WAITING')
                and (queue = source || ':' || key or retry_at is not null)
            order by queue, position
            """)) {
            query.setInt(1, lane);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Instant retryAt = Unnest.nullableInstant(row, "retry_at");
                    boolean isWaiting = Status.valueOf(row.getString("status")) == Status.WAITING;
                    // Nobody is before it any more, so it is its turn.
                    Instant next = isWaiting ? Instant.EPOCH : retryAt == null ? Instant.MAX : retryAt;
                    queues.put(row.getString("queue"), next);
                }
            }
        }
        return queues;
    }

    static void write(Tx tx, Changes changes) {
        Unnest.rows(changes.parked())
                .ints(DeadLetter::lane)
                .texts(DeadLetter::source)
                .ints(DeadLetter::sourceLane)
                .longs(DeadLetter::position)
                .texts(DeadLetter::queue)
                .texts(DeadLetter::type)
                .texts(DeadLetter::key)
                .bytes(DeadLetter::body)
                .texts(DeadLetter::saga)
                .texts(DeadLetter::trace)
                .instants(DeadLetter::at)
                .texts(letter -> letter.status().name())
                .ints(DeadLetter::attempts)
                .texts(DeadLetter::reason)
                .instants(DeadLetter::parkedAt)
                .instants(DeadLetter::retryAt)
                .update(tx, "dead letters", """
                    insert into dead_letter (lane, source, source_lane, position, queue, type, key, body, saga, trace, at,
                        status, attempts, reason, parked_at, retry_at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """);
        Unnest.rows(changes.changed())
                .longs(DeadLetter::id)
                .texts(letter -> letter.status().name())
                .ints(DeadLetter::attempts)
                .texts(DeadLetter::reason)
                .instants(DeadLetter::retryAt)
                .save(tx, "dead letters", """
                    update dead_letter set status = c.status, attempts = c.attempts, reason = c.reason,
                        retry_at = c.retry_at
                    from unnest(?, ?, ?, ?, ?) as c (id, status, attempts, reason, retry_at)
                    where dead_letter.id = c.id and dead_letter.status in ('PARKED', 'WAITING')
                    """);
        Unnest.rows(changes.actions())
                .longs(DeadLetter.Action::letter)
                .texts(action -> action.verb().name())
                .texts(DeadLetter.Action::who)
                .texts(DeadLetter.Action::reason)
                .instants(DeadLetter.Action::at)
                .texts(DeadLetter.Action::outcome)
                .update(tx, "actions on dead letters", """
                    insert into dead_letter_action (letter, verb, who, reason, at, outcome)
                    select * from unnest(?, ?, ?, ?, ?, ?)
                    """);
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong("id"),
                row.getInt("lane"),
                row.getString("source"),
                row.getInt("source_lane"),
                row.getLong("position"),
                row.getString("queue"),
                row.getString("type"),
                row.getString("key"),
                row.getBytes("body"),
                row.getString("saga"),
                row.getString("trace"),
                Unnest.instant(row, "at"),
                Status.valueOf(row.getString("status")),
                row.getInt("attempts"),
                row.getString("reason"),
                Unnest.instant(row, "parked_at"),
                Unnest.nullableInstant(row, "retry_at"));
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement query) throws SQLException;
    }

    private List<DeadLetter> read(String sql, Parameters parameters) {
        return query(sql, parameters, PostgresDeadLetters::letter);
    }

    private <T> List<T> query(String sql, Parameters parameters, Unnest.RowReader<T> reader) {
        try (Tx tx = store.begin()) {
            Connection connection = PostgresTx.connection(tx);
            List<T> found = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                parameters.set(query);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(reader.read(row));
                    }
                }
            }
            tx.commit();
            return found;
        } catch (SQLException e) {
            throw new StorageException("access to dead letters", e);
        }
    }
}
