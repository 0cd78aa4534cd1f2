package skald.orderviews.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import skald.orderviews.application.Rebuild;
import skald.orderviews.application.Rebuilds;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.Unnest;

/** Rebuilds, in {@code rebuild}. */
public final class PostgresRebuilds implements Rebuilds {

    private final PostgresStore store;

    public PostgresRebuilds(PostgresStore store) {
        this.store = store;
    }

    @Override
    public Optional<Rebuild> last(String projection) {
        try (Tx tx = store.begin()) {
            return Optional.ofNullable(load(tx, List.of(projection)).get(projection))
                    .map(Versioned::state);
        }
    }

    @Override
    public Map<String, Versioned<Rebuild>> load(Tx tx, Collection<String> keys) {
        Map<String, Versioned<Rebuild>> found = new HashMap<>();
        Unnest.rows(keys)
                .texts(key -> key)
                .query(
                        tx,
                        "rebuilds",
                        "select * from rebuild where projection = any(?)",
                        row -> new Versioned<>(rebuild(row), row.getLong("version")))
                .forEach(rebuild -> found.put(rebuild.state().projection(), rebuild));
        return found;
    }

    private static Rebuild rebuild(ResultSet row) throws SQLException {
        return new Rebuild(
                row.getString("projection"),
                row.getLong("generation"),
                row.getLong("step"),
                Unnest.instant(row, "started_at"),
                Unnest.nullableInstant(row, "finished_at"));
    }

    @Override
    public void save(Tx tx, Collection<Change<String, Rebuild>> changes) {
        Unnest.rows(changes)
                .texts(Change::key)
                .longs(Change::nextVersion)
                .longs(change -> change.written().generation())
                .longs(change -> change.written().step())
                .instants(change -> change.written().startedAt())
                .instants(change -> change.written().finishedAt())
                .save(tx, "rebuilds", """
                    insert into rebuild as old (projection, version, generation, step, started_at, finished_at)
                    select * from unnest(?, ?, ?, ?, ?, ?)
                    on conflict (projection) do update set version = excluded.version, generation = excluded.generation,
                        step = excluded.step, started_at = excluded.started_at, finished_at = excluded.finished_at
                    where old.version = excluded.version - 1
                    """);
    }
}
