package skald.toolkit.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Change;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaLock;
import skald.toolkit.saga.SagaLock.Holder;
import skald.toolkit.saga.SagaLocks;

/**
 * The locks of sagas in the table {@code saga_lock}. Only taken ones have a row. Since a row that was deleted may come
 * again with the same version, what stood in it is compared too.
 */
final class PostgresSagaLocks implements SagaLocks {
    private final Store store;

    PostgresSagaLocks(Store store) {
        this.store = store;
    }

    @Override
    public Map<String, Versioned<SagaLock>> load(Tx tx, Collection<String> resources) {
        Map<String, Versioned<SagaLock>> found = new HashMap<>();
        Unnest.rows(resources)
                .texts(resource -> resource)
                .query(
                        tx,
                        "saga locks",
                        "select resource, version, line from saga_lock where resource = any(?)",
                        row -> found.put(row.getString(1), new Versioned<>(read(row.getString(3)), row.getLong(2))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<String, SagaLock>> changes) {
        List<Change<String, SagaLock>> real = changes.stream()
                .filter(change -> !line(change.before()).equals(line(change.after())))
                .toList();
        Unnest.rows(where(real, true, false))
                .texts(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> line(change.after()))
                .save(tx, "saga locks", """
                    insert into saga_lock (resource, version, line) select * from unnest(?, ?, ?)
                    on conflict do nothing
                    """);
        change(tx, where(real, false, false), """
            update saga_lock set version = change.version + 1, line = change.after
            from unnest(?, ?, ?, ?) as change (resource, version, line, after)
            where saga_lock.resource = change.resource and saga_lock.version = change.version
                and saga_lock.line = change.line
            """);
        change(tx, where(real, false, true), """
            delete from saga_lock using unnest(?, ?, ?, ?) as change (resource, version, line, after)
            where saga_lock.resource = change.resource and saga_lock.version = change.version
                and saga_lock.line = change.line
            """);
    }

    private static void change(Tx tx, List<Change<String, SagaLock>> changes, String sql) {
        Unnest.rows(changes)
                .texts(Change::key)
                .longs(Change::version)
                .texts(change -> line(change.before()))
                .texts(change -> line(change.after()))
                .save(tx, "saga locks", sql);
    }

    private static List<Change<String, SagaLock>> where(
            List<Change<String, SagaLock>> changes, boolean isNew, boolean becomesFree) {
        return changes.stream()
                .filter(change -> line(change.before()).isEmpty() == isNew
                        && line(change.after()).isEmpty() == becomesFree)
                .toList();
    }

    @Override
    public Optional<SagaLock> find(String resource) {
        try (Tx tx = store.begin()) {
            return Optional.ofNullable(load(tx, List.of(resource)).get(resource))
                    .map(Versioned::state);
        }
    }

    /** One saga a line: definition, instance and key. None of them has a tab or a line break. */
    private static String line(@Nullable SagaLock lock) {
        return lock == null
                ? ""
                : lock.line().stream()
                        .map(holder -> holder.saga().definition()
                                + '\t'
                                + holder.saga().instance()
                                + '\t'
                                + holder.key())
                        .collect(Collectors.joining("\n"));
    }

    private static SagaLock read(String line) {
        return new SagaLock(line.lines()
                .map(holder -> holder.split("\t", 3))
                .map(parts -> new Holder(new SagaId(parts[0], parts[1]), parts[2]))
                .toList());
    }
}
