package skald.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.DeadLetters;
import skald.toolkit.Store.Bookkeeping;
import skald.toolkit.Store.FencedException;
import skald.toolkit.Tx;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.StorageException;
import skald.toolkit.postgres.Unnest;

/** Writes that travel together with their commit: all of them happen, or none. */
class CommitOnPostgresTest {
    private final ServiceDatabase database = TestPostgres.database("commit");
    private final PostgresStore store = new PostgresStore(database.dataSource());

    @BeforeEach
    void tables() throws SQLException {
        execute("create table stock (sku text primary key, version bigint not null, available bigint not null"
                + " check (available >= 0))");
        execute("insert into stock values ('cup', 1, 10), ('pot', 1, 10)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void all_of_them_happen() throws SQLException {
        try (Tx tx = store.begin()) {
            save(tx, change("cup", 1, 9), change("pot", 1, 8), change("jar", 0, 7));
            tx.commit();
        }
        assertThat(stock()).isEqualTo("cup 2 9, jar 1 7, pot 2 8");
    }

    @Test
    void none_happens_if_one_of_the_rows_moved_on() throws SQLException {
        assertThatThrownBy(() -> {
                    try (Tx tx = store.begin()) {
                        save(tx, change("jar", 0, 7));
                        save(tx, change("cup", 1, 9), change("pot", 5, 8));
                        tx.commit();
                    }
                })
                .isInstanceOf(ConcurrentChangeException.class)
                .hasMessage("1 of 2 changes of stock met a state that had moved on");
        assertThat(stock()).isEqualTo("cup 1 10, pot 1 10");
    }

    @Test
    void none_happens_if_a_new_row_is_there_already() throws SQLException {
        assertThatThrownBy(() -> {
                    try (Tx tx = store.begin()) {
                        save(tx, change("pot", 1, 8));
                        save(tx, change("cup", 0, 7));
                        tx.commit();
                    }
                })
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(stock()).isEqualTo("cup 1 10, pot 1 10");
    }

    @Test
    void none_happens_if_the_database_refuses_a_row() throws SQLException {
        assertThatThrownBy(() -> {
                    try (Tx tx = store.begin()) {
                        save(tx, change("pot", 1, 8), change("cup", 1, -1));
                        tx.commit();
                    }
                })
                .isInstanceOf(StorageException.class);
        assertThat(stock()).isEqualTo("cup 1 10, pot 1 10");
    }

    @Test
    void none_happens_if_the_lane_has_another_owner() throws SQLException {
        store.lanes(1);
        long epoch = store.takeOver(0, "the first").epoch();
        store.takeOver(0, "the second");
        assertThatThrownBy(() -> {
                    try (Tx tx = store.begin()) {
                        save(tx, change("pot", 1, 8));
                        store.write(tx, bookkeeping(epoch));
                        tx.commit();
                    }
                })
                .isInstanceOf(FencedException.class);
        assertThat(stock()).isEqualTo("cup 1 10, pot 1 10");
    }

    @Test
    void a_read_in_the_transaction_sees_what_was_written_before_and_the_commit_is_still_one() throws SQLException {
        assertThatThrownBy(() -> {
                    try (Tx tx = store.begin()) {
                        save(tx, change("pot", 1, 8));
                        assertThat(available(tx, "pot")).containsExactly(8L);
                        save(tx, change("cup", 3, 1));
                        tx.commit();
                    }
                })
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(stock()).isEqualTo("cup 1 10, pot 1 10");
    }

    private static Bookkeeping bookkeeping(long epoch) {
        return new Bookkeeping(
                0,
                epoch,
                0,
                1,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                DeadLetters.Changes.NONE);
    }

    private static Change<String, Long> change(String sku, long version, long available) {
        return new Change<>(sku, version, version == 0 ? null : 10L, available);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static void save(Tx tx, Change<String, Long>... changes) {
        Unnest.save(
                tx,
                "stock",
                List.of(changes),
                rows -> rows.texts(Change::key).longs(Change::nextVersion).longs(Change::written),
                "stock_pkey",
                "insert into stock (sku, version, available) select * from unnest(?, ?, ?)",
                """
                update stock set version = new.version, available = new.available
                from unnest(?, ?, ?) as new (sku, version, available)
                where stock.sku = new.sku and stock.version = new.version - 1
                """);
    }

    private static List<Long> available(Tx tx, String sku) {
        return Unnest.rows(List.of(sku))
                .texts(key -> key)
                .query(tx, "stock", "select available from stock where sku = any(?)", row -> row.getLong(1));
    }

    private String stock() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select string_agg(sku || ' ' || version || ' ' || available,"
                        + " ', ' order by sku) from stock")) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
