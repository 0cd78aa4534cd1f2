package skald.orderviews.adapter.out;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.DetailsChange;
import skald.orderviews.application.Tables;
import skald.orderviews.domain.OrderView;
import skald.toolkit.Change;
import skald.toolkit.Rows;
import skald.toolkit.States;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.PostgresTx;
import skald.toolkit.postgres.StorageException;
import skald.toolkit.postgres.Unnest;

/**
 * The table {@code search_change}: which orders an index has to look at again. A batch notes them with its rows, in one
 * transaction, so that none is forgotten, and one process at a time carries them to the index. Thread-safe.
 */
public final class SearchChanges {

    /** An order that was noted. */
    public record Noted(long id, UUID orderId) {}

    /** Which index serves, 0 for none, and which one is being filled and how far it is. */
    public record Progress(
            long serving, @Nullable Long building, @Nullable UUID builtTo, long built) {}

    /** A transaction that holds this lock, and no other one, writes into the index. */
    private static final String TRY_ALONE = "select pg_try_advisory_xact_lock('search_change'::regclass::oid::int4, 0)";

    /** Longer than all calls to a slow search engine during one transaction. */
    private static final String WAIT_FOR_SEARCH =
            "select set_config('idle_in_transaction_session_timeout', '300s', true)";

    /** Whether nobody else writes into the index until the end of the transaction. */
    public boolean tryAlone(Tx tx) {
        one(tx, WAIT_FOR_SEARCH, row -> row.getString(1));
        return one(tx, TRY_ALONE, row -> row.getBoolean(1));
    }

    /** Notes orders. */
    static void note(Tx tx, Collection<UUID> orders) {
        Unnest.rows(orders)
                .uuids(id -> id)
                .update(tx, "search changes", "insert into search_change (order_id) select unnest(?)");
    }

    /** What waits, the oldest first. */
    public List<Noted> waiting(Tx tx, int max) {
        return Unnest.rows(List.of(max))
                .ints(number -> number)
                .query(
                        tx,
                        "search changes",
                        "select id, order_id from search_change order by id limit (select unnest(?))",
                        row -> new Noted(row.getLong(1), row.getObject(2, UUID.class)));
    }

    /** Forgets what has reached the index. */
    public void done(Tx tx, Collection<Noted> changes) {
        Unnest.rows(changes)
                .longs(Noted::id)
                .update(tx, "search changes", "delete from search_change where id = any(?)");
    }

    /** The last change so far; 0 if none waits. */
    public long last(Tx tx) {
        return one(tx, "select coalesce(max(id), 0) from search_change", row -> row.getLong(1));
    }

    /** The first change that waits; the highest number if none does. */
    public long first(Tx tx) {
        return one(tx, "select coalesce(min(id), 9223372036854775807) from search_change", row -> row.getLong(1));
    }

    /** How many wait. */
    public long count(Tx tx) {
        return one(tx, "select count(*) from search_change", row -> row.getLong(1));
    }

    /** A version for what is read after this call, higher than all before. */
    public long version(Tx tx) {
        return one(tx, "select nextval('search_version')", row -> row.getLong(1));
    }

    /** Has the index filled anew. */
    public static void askRebuild(Tx tx) {
        one(tx, "insert into search_rebuild default values returning id", row -> row.getLong(1));
    }

    /** From now on changes are not noted: an index that there is has to be filled anew before it is used again. */
    public static void stop(Store store) {
        try (Tx tx = store.begin()) {
            if (one(tx, "select exists (select from search_index)", row -> row.getBoolean(1))) {
                askRebuild(tx);
                tx.commit();
            }
        }
    }

    /** Whether the index was to be filled anew; what is answered with {@code true} is forgotten with the transaction. */
    public boolean takeRebuild(Tx tx) {
        return one(tx, """
            with asked as (delete from search_rebuild returning 1) select count(*) > 0 from asked
            """, row -> row.getBoolean(1));
    }

    /** Where the index called {@code name} stands. */
    public Progress progress(Tx tx, String name) {
        List<Progress> found = Unnest.rows(List.of(name))
                .texts(text -> text)
                .query(
                        tx,
                        "search index",
                        "select serving, building, built_to, built from search_index where name = any(?)",
                        row -> new Progress(
                                row.getLong(1),
                                row.getObject(2, Long.class),
                                row.getObject(3, UUID.class),
                                row.getLong(4)));
        return found.isEmpty() ? new Progress(0, null, null, 0) : found.getFirst();
    }

    /** Writes where the index stands. */
    public void note(Tx tx, String name, Progress progress) {
        Unnest.rows(List.of(progress))
                .texts(_ -> name)
                .longs(Progress::serving)
                .nullableLongs(Progress::building)
                .uuids(Progress::builtTo)
                .longs(Progress::built)
                .update(tx, "search index", """
                    insert into search_index (name, serving, building, built_to, built)
                    select * from unnest(?, ?, ?, ?, ?)
                    on conflict (name) do update set serving = excluded.serving, building = excluded.building,
                        built_to = excluded.built_to, built = excluded.built
                    """);
    }

    /** The same tables, noting what is written. */
    static Tables noting(Tables tables, Slot.Choice slots) {
        return new Tables(
                new NotedViews(tables.views()),
                tables.customers(),
                new NotedDetails(tables.details(), slots),
                tables.timeline());
    }

    private record NotedViews(States<UUID, OrderView> views) implements States<UUID, OrderView> {
        @Override
        public Map<UUID, Versioned<OrderView>> load(Tx tx, Collection<UUID> keys) {
            return views.load(tx, keys);
        }

        @Override
        public void save(Tx tx, Collection<Change<UUID, OrderView>> changes) {
            views.save(tx, changes);
            note(tx, changes.stream().map(Change::key).toList());
        }

        @Override
        public boolean isOfOneLane(OrderView view) {
            return views.isOfOneLane(view);
        }
    }

    /** New details come with a new view; what is told of a customer concerns all orders of theirs. */
    private record NotedDetails(Rows<DetailsChange> details, Slot.Choice slots) implements Rows<DetailsChange> {
        @Override
        public void append(Tx tx, List<DetailsChange> changes) {
            details.append(tx, changes);
            List<UUID> users = changes.stream()
                    .filter(DetailsChange.OfCustomer.class::isInstance)
                    .map(change -> ((DetailsChange.OfCustomer) change).userId())
                    .toList();
            Unnest.rows(users)
                    .uuids(id -> id)
                    .update(tx, "search changes", slots.in(tx).sql("""
                        insert into search_change (order_id) select order_id from order_view_$
                        where user_id = any(?) and placed_at is not null
                        """));
        }

        @Override
        public boolean changesStates() {
            return details.changesStates();
        }
    }

    private static <T> T one(Tx tx, String sql, Unnest.RowReader<T> reader) {
        Connection connection = PostgresTx.connection(tx);
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            row.next();
            return reader.read(row);
        } catch (SQLException e) {
            throw new StorageException("read of search changes", e);
        }
    }
}
