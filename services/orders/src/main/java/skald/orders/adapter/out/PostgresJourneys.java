package skald.orders.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skald.orders.application.Journey;
import skald.orders.application.Journey.Heard;
import skald.orders.application.Journeys;
import skald.orders.application.Stage;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.Unnest;
import skald.toolkit.saga.Cause;

/** Journeys in the table {@code journey}. */
public final class PostgresJourneys implements Journeys {
    private static final String WHAT = "journeys";

    private final PostgresStore store;

    /** Journeys in the schema of {@code store}. */
    public PostgresJourneys(PostgresStore store) {
        this.store = store;
    }

    @Override
    public Map<UUID, Versioned<Journey>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Journey>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        WHAT,
                        "select * from journey where order_id = any(?)",
                        row -> new Versioned<>(journey(row), row.getLong("version")))
                .forEach(journey -> found.put(journey.state().orderId(), journey));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Journey>> changes) {
        Unnest.rows(changes)
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> change.written().stage().name())
                .ints(change -> change.written().attempts())
                .booleans(change -> change.written().stuck())
                .texts(change -> name(change.written().cause()))
                .texts(change -> change.written().reason())
                .texts(change -> change.written().heard().stream()
                        .map(Heard::name)
                        .sorted()
                        .collect(Collectors.joining(",")))
                .texts(change -> change.written().trackingCode())
                .instants(change -> change.written().dueAt())
                .instants(change -> change.written().deadline())
                .instants(change -> change.written().startedAt())
                .instants(change -> change.written().updatedAt())
                .save(tx, WHAT, """
                    insert into journey (order_id, version, stage, attempts, stuck, cause, reason, heard,
                        tracking_code, due_at, deadline, started_at, updated_at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    on conflict (order_id) do update set version = excluded.version, stage = excluded.stage,
                        attempts = excluded.attempts, stuck = excluded.stuck, cause = excluded.cause,
                        reason = excluded.reason, heard = excluded.heard, tracking_code = excluded.tracking_code,
                        due_at = excluded.due_at, updated_at = excluded.updated_at
                    where journey.version = excluded.version - 1
                    """);
    }

    @Override
    public Optional<Journey> find(UUID orderId) {
        try (Tx tx = store.begin()) {
            return Optional.ofNullable(load(tx, List.of(orderId)).get(orderId)).map(Versioned::state);
        }
    }

    @Override
    public List<Journey> open(boolean onlyStuck, @Nullable UUID after, int max) {
        UUID from = after == null ? new UUID(0, 0) : after;
        try (Tx tx = store.begin()) {
            return Unnest.rows(List.of(from))
                    .uuids(id -> id)
                    .booleans(_ -> onlyStuck)
                    .ints(_ -> max)
                    .query(tx, WHAT, """
                        select found.* from unnest(?, ?, ?) as asked (after, stuck, most)
                        cross join lateral (
                            select * from journey
                            where order_id > asked.after and stage <> 'REST' and (journey.stuck or not asked.stuck)
                            order by order_id limit asked.most) found
                        """, PostgresJourneys::journey);
        }
    }

    @Override
    public Set<String> carried(Instant dueSince) {
        try (Tx tx = store.begin()) {
            return new HashSet<>(Unnest.rows(List.of(dueSince))
                    .instants(since -> since)
                    .query(tx, WHAT, """
                        select order_id from journey cross join unnest(?) as asked (since)
                        where stage <> 'REST' and (stuck or due_at >= asked.since)
                        """, row -> row.getObject(1, UUID.class).toString()));
        }
    }

    private static Journey journey(ResultSet row) throws SQLException {
        String cause = row.getString("cause");
        return new Journey(
                row.getObject("order_id", UUID.class),
                Stage.valueOf(row.getString("stage")),
                row.getInt("attempts"),
                row.getBoolean("stuck"),
                cause == null ? null : Cause.valueOf(cause),
                row.getString("reason"),
                heard(row.getString("heard")),
                row.getString("tracking_code"),
                Unnest.instant(row, "due_at"),
                Unnest.instant(row, "deadline"),
                Unnest.instant(row, "started_at"),
                Unnest.instant(row, "updated_at"));
    }

    private static Set<Heard> heard(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(",")).map(Heard::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String name(@Nullable Cause cause) {
        return cause == null ? null : cause.name();
    }
}
