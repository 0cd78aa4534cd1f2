package skald.toolkit.postgres;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Change;
import skald.toolkit.SagaRef;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.saga.Cause;
import skald.toolkit.saga.SagaDeclaration;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaJournal;
import skald.toolkit.saga.SagaLocks;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaStatus;

/** The sagas of a service in its table {@code saga}. */
public final class PostgresSagas implements SagaStates {
    private final Store store;
    private final PostgresSagaJournal journal;
    private final PostgresSagaLocks locks;

    /** Sagas in the schema of {@code store}, which is used for the queries outside a batch. */
    public PostgresSagas(PostgresStore store) {
        this.store = store;
        this.journal = new PostgresSagaJournal(store);
        this.locks = new PostgresSagaLocks(store);
    }

    @Override
    public Map<SagaId, Versioned<SagaInstance>> load(Tx tx, Collection<SagaId> keys) {
        Map<SagaId, Versioned<SagaInstance>> found = new HashMap<>();
        Unnest.rows(keys)
                .texts(SagaId::definition)
                .texts(SagaId::instance)
                .query(tx, "sagas", """
                    select saga.* from unnest(?, ?) as wanted (definition, instance)
                    join saga using (definition, instance)
                    """, row -> new Versioned<>(read(row), row.getLong("version")))
                .forEach(saga -> found.put(saga.state().id(), saga));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<SagaId, SagaInstance>> changes) {
        Unnest.save(
                tx,
                "saga",
                changes,
                rows -> changing(rows)
                        .texts(change -> change.written().key())
                        .texts(change -> parent(change.written()))
                        .texts(change -> change.written().locks())
                        .instants(change -> change.written().deadline())
                        .instants(change -> change.written().startedAt()),
                PostgresSagas::changing,
                "saga_pkey",
                """
                insert into saga (definition, instance, version, generation, status, step, backwards, progress, data,
                    cause, reason, attempts, due_at, branches, updated_at, key, parent, locks, deadline, started_at)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                """
                update saga set version = new.version, generation = new.generation, status = new.status, step =
                    new.step, backwards = new.backwards, progress = new.progress, data = new.data, cause =
                    new.cause, reason = new.reason, attempts = new.attempts, due_at = new.due_at, branches =
                    new.branches, updated_at = new.updated_at
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as new (definition, instance, version,
                    generation, status, step, backwards, progress, data, cause, reason, attempts, due_at, branches,
                    updated_at)
                where saga.definition = new.definition and saga.instance = new.instance and saga.version =
                    new.version - 1
                """);
    }

    /** Everything but what a saga is begun with and keeps. */
    private static Unnest<Change<SagaId, SagaInstance>> changing(Unnest<Change<SagaId, SagaInstance>> rows) {
        return rows.texts(change -> change.key().definition())
                .texts(change -> change.key().instance())
                .longs(Change::nextVersion)
                .ints(change -> change.written().generation())
                .texts(change -> change.written().status().name())
                .texts(change -> change.written().step())
                .booleans(change -> change.written().backwards())
                .texts(change -> change.written().progress())
                .bytes(change -> change.written().data())
                .texts(change -> name(change.written().cause()))
                .texts(change -> change.written().reason())
                .ints(change -> change.written().attempts())
                .instants(change -> change.written().dueAt())
                .texts(change -> change.written().branches())
                .instants(change -> change.written().updatedAt());
    }

    @Override
    public Optional<SagaInstance> find(SagaId id) {
        try (Tx tx = store.begin()) {
            return Optional.ofNullable(load(tx, List.of(id)).get(id)).map(Versioned::state);
        }
    }

    @Override
    public List<SagaInstance> list(@Nullable SagaStatus status, @Nullable SagaId after, int max) {
        SagaId from = after == null ? new SagaId("", "") : after;
        try (Tx tx = store.begin();
                PreparedStatement query = PostgresTx.connection(tx).prepareStatement("""
                    select * from saga
                    where (definition, instance) > (?, ?) and (?::text is null or status = ?)
                    order by definition, instance limit ?
                    """)) {
            query.setString(1, from.definition());
            query.setString(2, from.instance());
            query.setString(3, name(status));
            query.setString(4, name(status));
            query.setInt(5, max);
            return readAll(query);
        } catch (SQLException e) {
            throw new StorageException("read of sagas", e);
        }
    }

    @Override
    public Set<String> keys(SagaStatus status, Instant dueSince) {
        try (Tx tx = store.begin()) {
            return new HashSet<>(Unnest.rows(List.of(status.name()))
                    .texts(name -> name)
                    .instants(_ -> dueSince)
                    .query(tx, "sagas", """
                        select saga.key from saga, unnest(?, ?) as asked (status, since)
                        where saga.status = asked.status and saga.due_at >= asked.since
                        """, row -> row.getString(1)));
        }
    }

    @Override
    public long count(SagaStatus status) {
        try (Tx tx = store.begin();
                PreparedStatement query =
                        PostgresTx.connection(tx).prepareStatement("select count(*) from saga where status = ?")) {
            query.setString(1, status.name());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new StorageException("count of sagas", e);
        }
    }

    @Override
    public List<SagaInstance> unfinishedOfOthers(
            Collection<SagaDeclaration.Version> these, @Nullable SagaId after, int max) {
        SagaId from = after == null ? new SagaId("", "") : after;
        try (Tx tx = store.begin();
                PreparedStatement query = PostgresTx.connection(tx).prepareStatement("""
                    select * from saga
                    where (definition, instance) > (?, ?) and status not in ('COMPLETED', 'COMPENSATED')
                        and definition || '/' || generation <> all (?)
                    order by definition, instance limit ?
                    """)) {
            query.setString(1, from.definition());
            query.setString(2, from.instance());
            query.setArray(
                    3,
                    PostgresTx.connection(tx)
                            .createArrayOf(
                                    "text",
                                    these.stream()
                                            .map(version -> version.name() + '/' + version.generation())
                                            .toArray()));
            query.setInt(4, max);
            return readAll(query);
        } catch (SQLException e) {
            throw new StorageException("read of sagas", e);
        }
    }

    @Override
    public List<SagaDeclaration> declare(List<SagaDeclaration> declarations) {
        try (Tx tx = store.begin()) {
            Unnest.rows(declarations)
                    .texts(declaration -> declaration.version().name())
                    .ints(declaration -> declaration.version().generation())
                    .texts(SagaDeclaration::steps)
                    .update(tx, "saga definitions", """
                        insert into saga_definition (name, generation, steps)
                        select * from unnest(?, ?, ?) on conflict do nothing
                        """);
            List<SagaDeclaration> kept = Unnest.rows(declarations)
                    .texts(declaration -> declaration.version().name())
                    .query(
                            tx,
                            "saga definitions",
                            "select name, generation, steps from saga_definition where name = any(?)",
                            row -> new SagaDeclaration(
                                    new SagaDeclaration.Version(row.getString(1), row.getInt(2)), row.getString(3)));
            tx.commit();
            return kept;
        }
    }

    @Override
    public SagaLocks locks() {
        return locks;
    }

    @Override
    public SagaJournal journal() {
        return journal;
    }

    private static List<SagaInstance> readAll(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<SagaInstance> found = new ArrayList<>();
            while (row.next()) {
                found.add(read(row));
            }
            return found;
        }
    }

    private static SagaInstance read(ResultSet row) throws SQLException {
        String cause = row.getString("cause");
        String parent = row.getString("parent");
        return new SagaInstance(
                new SagaId(row.getString("definition"), row.getString("instance")),
                row.getString("key"),
                row.getInt("generation"),
                SagaStatus.valueOf(row.getString("status")),
                row.getString("step"),
                row.getBoolean("backwards"),
                row.getString("progress"),
                row.getBytes("data"),
                cause == null ? null : Cause.valueOf(cause),
                row.getString("reason"),
                row.getInt("attempts"),
                Unnest.instant(row, "due_at"),
                row.getString("branches"),
                parent == null ? null : SagaRef.parse(parent),
                row.getString("locks"),
                Unnest.instant(row, "deadline"),
                Unnest.instant(row, "started_at"),
                Unnest.instant(row, "updated_at"));
    }

    private static @Nullable String parent(SagaInstance saga) {
        return saga.parent() == null ? null : saga.parent().text();
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
