package skald.toolkit.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skald.toolkit.Leases;
import skald.toolkit.Store.FencedException;
import skald.toolkit.Store.LaneState;
import skald.toolkit.Store.SourceLane;

/** Leases in the table {@code lane}, by the database's clock; who is there in the table {@code instance}. */
final class PostgresLeases implements Leases {
    private final PostgresStore store;

    PostgresLeases(PostgresStore store) {
        this.store = store;
    }

    /** Skips a row that somebody has locked: a writer that hangs in its commit must not make the others hang. */
    @Override
    public Optional<LaneState> acquire(int lane, String owner, Duration lease) {
        return store.inTransaction("lane " + lane, (tx, connection) -> {
            try (PreparedStatement update = connection.prepareStatement("""
                update lane set epoch = epoch + 1, owner = ?, lease_until = clock_timestamp() + ? * interval '1 ms'
                where lane = (
                    select lane from lane where lane = ?
                        and (lease_until is null or lease_until <= clock_timestamp() or owner = ?)
                    for update skip locked)
                returning epoch, head, commits
                """)) {
                update.setString(1, owner);
                update.setLong(2, lease.toMillis());
                update.setInt(3, lane);
                update.setString(4, owner);
                try (ResultSet row = update.executeQuery()) {
                    return row.next() ? Optional.of(PostgresStore.laneState(tx, lane, row)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void renew(int lane, long epoch, Duration lease) {
        boolean held = store.inTransaction("lease", connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                update lane set lease_until = clock_timestamp() + ? * interval '1 ms' where lane = ? and epoch = ?
                """)) {
                update.setLong(1, lease.toMillis());
                update.setInt(2, lane);
                update.setLong(3, epoch);
                return update.executeUpdate() == 1;
            }
        });
        if (!held) {
            throw new FencedException(lane);
        }
    }

    @Override
    public void release(int lane, long epoch) {
        store.inTransaction("lease", connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update lane set lease_until = null, owner = '' where lane = ? and epoch = ?")) {
                update.setInt(1, lane);
                update.setLong(2, epoch);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public void announce(String instance, Duration lease) {
        store.inTransaction("instances", connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                insert into instance (name, seen_until) values (?, clock_timestamp() + ? * interval '1 ms')
                on conflict (name) do update set seen_until = excluded.seen_until
                """);
                    PreparedStatement forget = connection.prepareStatement(
                            "delete from instance where seen_until < clock_timestamp() - interval '1 minute'")) {
                upsert.setString(1, instance);
                upsert.setLong(2, lease.toMillis());
                upsert.executeUpdate();
                return forget.executeUpdate();
            }
        });
    }

    @Override
    public void leave(String instance) {
        store.inTransaction("instances", connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from instance where name = ?")) {
                delete.setString(1, instance);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public Roster roster() {
        return store.inTransaction("instances", connection -> new Roster(instances(connection), lanes(connection)));
    }

    private static List<String> instances(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select name from instance where seen_until >= clock_timestamp()");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        names.sort(null); // all processes must sort alike, whatever the database's collation is
        return names;
    }

    private static List<LaneStatus> lanes(Connection connection) throws SQLException {
        Map<Integer, Map<SourceLane, Long>> consumed = new HashMap<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select lane, source, source_lane, position from consumed");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                consumed.computeIfAbsent(row.getInt(1), _ -> new HashMap<>())
                        .put(new SourceLane(row.getString(2), row.getInt(3)), row.getLong(4));
            }
        }
        List<LaneStatus> lanes = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
            select lane, owner, lease_until is null or lease_until <= clock_timestamp(), head from lane
            order by lane
            """);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                int lane = row.getInt(1);
                lanes.add(new LaneStatus(
                        lane,
                        row.getString(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        consumed.getOrDefault(lane, Map.of())));
            }
        }
        return lanes;
    }
}
