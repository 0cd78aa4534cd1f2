package skald.orderviews.adapter.out;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import skald.orderviews.application.Generations;
import skald.orderviews.application.Tables;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Tx;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.PostgresTx;
import skald.toolkit.postgres.StorageException;
import skald.toolkit.postgres.Unnest;

/** The generations of the read model in PostgreSQL. Thread-safe. */
public final class PostgresReadModel implements Generations {

    private final PostgresStore store;
    private final ServingGeneration serving = new ServingGeneration();
    private final Tables current;
    private final boolean noting;

    /** The read model beside what the runtime keeps in {@code store}. */
    public PostgresReadModel(PostgresStore store) {
        this(store, false);
    }

    private PostgresReadModel(PostgresStore store, boolean noting) {
        this.store = store;
        this.noting = noting;
        Slot.Choice slots = tx -> Slot.of(serving.in(tx));
        Tables tables = new Tables(
                new PostgresViews(slots),
                new PostgresCustomers(serving::in),
                new PostgresDetails(slots),
                new PostgresTimeline(slots));
        this.current = noting ? SearchChanges.noting(tables, slots) : tables;
    }

    /** The same, noting in {@link SearchChanges} what an index has to look at. */
    public static PostgresReadModel withSearchChanges(PostgresStore store) {
        return new PostgresReadModel(store, true);
    }

    /** The slot that serves, held for as long as {@code tx} lasts. */
    Slot slot(Tx tx) {
        return Slot.of(serving.in(tx));
    }

    @Override
    public long active() {
        try (Tx tx = store.begin()) {
            return serving.in(tx);
        }
    }

    @Override
    public Tables current() {
        return current;
    }

    @Override
    public Tables building(long generation) {
        Slot slot = Slot.of(generation);
        return new Tables(
                new PostgresViews(_ -> slot),
                new PostgresCustomers(_ -> {}),
                new PostgresDetails(_ -> slot),
                new PostgresTimeline(_ -> slot));
    }

    @Override
    public Tx begin() {
        return store.begin();
    }

    @Override
    public void clear(long generation) {
        try (Tx tx = store.begin()) {
            if (Slot.of(generation) == slot(tx)) {
                throw new IllegalStateException("generation " + generation + " is in the place of the one that serves");
            }
            holdBuilding(tx);
            execute(tx, Slot.of(generation).sql("truncate order_view_$, order_details_$, order_timeline_$"));
            execute(tx, "delete from built");
            tx.commit();
        }
    }

    @Override
    public Map<SourceLane, Long> built(Tx tx, long generation) {
        holdBuilding(tx);
        return positions(Unnest.rows(List.of(generation))
                .longs(number -> number)
                .query(
                        tx,
                        "built positions",
                        "select source, source_lane, position from built where generation = any(?)",
                        PostgresReadModel::position));
    }

    private static void holdBuilding(Tx tx) {
        execute(tx, "lock table built in exclusive mode");
    }

    @Override
    public void note(Tx tx, long generation, Map<SourceLane, Long> positions) {
        Unnest.rows(positions.entrySet())
                .longs(_ -> generation)
                .texts(position -> position.getKey().source())
                .ints(position -> position.getKey().lane())
                .longs(Map.Entry::getValue)
                .update(tx, "built positions", """
                    insert into built (generation, source, source_lane, position) select * from unnest(?, ?, ?, ?)
                    on conflict (generation, source, source_lane) do update set position = excluded.position
                    """);
    }

    /** From the runtime's own table: each batch writes its positions there with its rows. */
    @Override
    public Map<SourceLane, Long> consumed(Tx tx) {
        String sql = "select source, source_lane, max(position) as position from consumed group by source, source_lane";
        try (PreparedStatement query = PostgresTx.connection(tx).prepareStatement(sql);
                ResultSet row = query.executeQuery()) {
            List<Map.Entry<SourceLane, Long>> consumed = new ArrayList<>();
            while (row.next()) {
                consumed.add(position(row));
            }
            return positions(consumed);
        } catch (SQLException e) {
            throw new StorageException("read of consumed positions", e);
        }
    }

    private static Map.Entry<SourceLane, Long> position(ResultSet row) throws SQLException {
        return Map.entry(new SourceLane(row.getString("source"), row.getInt("source_lane")), row.getLong("position"));
    }

    private static Map<SourceLane, Long> positions(List<Map.Entry<SourceLane, Long>> rows) {
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public boolean swap(long generation, Predicate<Tx> catchUp) {
        try (Tx tx = store.begin()) {
            ServingGeneration.holdAll(tx);
            if (!catchUp.test(tx)) {
                return false;
            }
            ServingGeneration.swap(tx, generation);
            if (noting) {
                SearchChanges.askRebuild(tx);
            }
            tx.commit();
            return true;
        }
    }

    private static void execute(Tx tx, String sql) {
        try (Statement statement = PostgresTx.connection(tx).createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StorageException("change of a generation", e);
        }
    }
}
