package skald.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Phaser;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import skald.database.ServiceDatabase;
import skald.testkit.NoteTaker.Note;
import skald.testkit.NoteTaker.Noted;
import skald.testkit.NoteTaker.Numbers;
import skald.toolkit.DeadLetters.Filter;
import skald.toolkit.NotOwnerException;
import skald.toolkit.Service;
import skald.toolkit.Store;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.postgres.PostgresStore;

/** Several processes run one service over one PostgreSQL: every message is decided once, whoever of them lives. */
class SharedLanesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long NEVER = 0;

    private final ServiceDatabase database = TestPostgres.database("shared-lanes");
    private final Numbers numbers = new Numbers();
    private final List<Service> services = new ArrayList<>();

    @BeforeEach
    void table() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(NoteTaker.TABLE);
        }
    }

    @AfterEach
    void close() {
        services.forEach(Service::close);
        database.close();
    }

    @Test
    void a_second_process_gets_its_share_and_gives_it_back_when_it_stops() throws SQLException {
        Service first = start("first", database.dataSource());
        await(first, () -> first.ownLanes().size() == 4);
        numbers.upTo(500);
        Service second = start("second", database.dataSource());
        await(second, () -> second.ownLanes().size() == 2 && first.ownLanes().size() == 2);
        numbers.upTo(1_000);
        assertThat(first.catchUp(PATIENCE)).isTrue();

        second.close();
        await(first, () -> first.ownLanes().size() == 4);
        numbers.upTo(1_500);

        assertThat(first.catchUp(PATIENCE)).isTrue();
        assertEachOnceAndInOrder(1_500);
    }

    @Test
    void a_process_that_hangs_past_its_lease_writes_nothing_any_more_and_then_joins_again() throws SQLException {
        Stalling stalling = new Stalling();
        Service hanging = start("hanging", stalling.over(database.dataSource()));
        await(hanging, () -> hanging.ownLanes().size() == 4);
        numbers.upTo(300);
        assertThat(hanging.catchUp(PATIENCE)).isTrue();

        stalling.stall();
        numbers.upTo(900); // its lanes read these and cannot write
        Service other = start("other", database.dataSource());
        assertThat(other.await(() -> other.ownLanes().size() == 4 && other.lag() == 0, PATIENCE))
                .isTrue();
        assertEachOnceAndInOrder(900);
        stalling.goOn();

        await(other, () -> other.ownLanes().size() == 2 && hanging.ownLanes().size() == 2);
        numbers.upTo(1_200);
        assertThat(other.catchUp(PATIENCE)).isTrue();
        assertEachOnceAndInOrder(1_200);
    }

    @Test
    void the_lanes_of_a_process_that_is_killed_are_taken_over() throws Exception {
        Process child = child(5_000);
        try {
            Service here = service(database.dataSource());
            await(here, () -> count() > 256); // it is in the middle of its work
            child.destroyForcibly().waitFor();
            here.subscribe(numbers);
            numbers.upTo(10_000);
            here.start(NoteTaker.sharing("here"));

            await(here, () -> here.ownLanes().size() == 4);
            assertThat(here.catchUp(PATIENCE)).isTrue();
            assertEachOnceAndInOrder(10_000);
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void a_log_is_read_whole_wherever_its_lanes_are_and_a_request_is_told_who_is_its_owner() throws SQLException {
        Service first = start("first", database.dataSource());
        Service second = start("second", database.dataSource());
        await(second, () -> second.ownLanes().size() == 2 && first.ownLanes().size() == 2);
        List<Service> both = List.of(first, second);
        int elsewhere = 0;
        for (long n = 1; n <= 40; n++) {
            for (Service service : both) {
                try {
                    service.submit("key-" + n, new Note(n), null, null).join();
                } catch (CompletionException e) {
                    assertThat(e).hasCauseInstanceOf(NotOwnerException.class);
                    elsewhere += ((NotOwnerException) e.getCause()).owner().matches("first|second") ? 1 : 0;
                }
            }
        }
        assertThat(elsewhere).isEqualTo(40);

        for (Service service : both) {
            await(service, () -> readAll(service).size() == 40);
            assertThat(readAll(service))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 40).boxed().toList());
        }
    }

    @Test
    void a_lane_that_others_seize_is_fenced() {
        PostgresStore store = new PostgresStore(database.dataSource());
        store.lanes(1);
        Store.LaneState leased = store.leases().acquire(0, "a", PATIENCE).orElseThrow();
        store.takeOver(0, "the only process");

        assertThatThrownBy(() -> store.leases().renew(0, leased.epoch(), PATIENCE))
                .isInstanceOf(Store.FencedException.class);
    }

    @Test
    void what_lanes_elsewhere_have_only_skipped_is_known_here_soon() {
        Service one = start("a", database.dataSource());
        Service other = start("b", database.dataSource());
        await(one, () -> one.ownLanes().size() == 2 && other.ownLanes().size() == 2);

        numbers.upTo(1); // of interest to one lane of four

        await(one, () -> one.consumed(new Store.SourceLane("numbers", 0)) == 1);
        await(other, () -> other.consumed(new Store.SourceLane("numbers", 0)) == 1);
    }

    private static List<Long> readAll(Service service) {
        List<Long> read = new ArrayList<>();
        for (int lane = 0; lane < NoteTaker.LANES; lane++) {
            if (service.feed().head(lane) > 0) {
                service.feed().read(lane, 0, 1_000).forEach(entry -> read.add(number(entry)));
            }
        }
        return read;
    }

    private Service start(String instance, DataSource source) {
        Service service = service(source);
        service.subscribe(numbers);
        service.start(NoteTaker.sharing(instance));
        return service;
    }

    private Service service(DataSource source) {
        Service service = NoteTaker.service(source, NEVER);
        services.add(service);
        return service;
    }

    private static void await(Service service, java.util.function.BooleanSupplier condition) {
        assertThat(service.await(condition, PATIENCE)).isTrue();
    }

    private Process child(long hangsAt) throws SQLException, IOException {
        PGSimpleDataSource login = (PGSimpleDataSource)
                database.dataSource().unwrap(HikariDataSource.class).getDataSource();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NoteTaker.class.getName(),
                        login.getURL(),
                        login.getUser(),
                        login.getPassword(),
                        login.getCurrentSchema(),
                        Long.toString(hangsAt))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroyForcibly));
        return child;
    }

    /** Each number is written down once, each key's in order, and the logs have no gaps. */
    private void assertEachOnceAndInOrder(int upTo) throws SQLException {
        PostgresStore store = new PostgresStore(database.dataSource());
        assertThat(store.deadLetters().list(Filter.ANY, 0, 10)).isEmpty();
        assertThat(count()).isEqualTo(upTo);
        Map<String, Long> last = new HashMap<>();
        long entries = 0;
        for (int lane = 0; lane < NoteTaker.LANES; lane++) {
            List<LogEntry> log = store.log(lane, 0, 100_000);
            entries += log.size();
            for (int i = 0; i < log.size(); i++) {
                LogEntry entry = log.get(i);
                assertThat(entry.position()).isEqualTo(i + 1);
                assertThat(number(entry)).isGreaterThan(last.getOrDefault(entry.key(), 0L));
                last.put(entry.key(), number(entry));
            }
        }
        assertThat(entries).isEqualTo(upTo);
    }

    private static long number(LogEntry entry) {
        return ((Noted) NoteTaker.TYPES.decode(entry.type(), entry.body())).number();
    }

    private long count() {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from note")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A database that does not answer for a while, as for a process that is stopped. */
    private static final class Stalling {
        private final Phaser gate = new Phaser(1);
        private volatile boolean stalled;

        void stall() {
            stalled = true;
        }

        void goOn() {
            stalled = false;
            gate.arrive();
        }

        DataSource over(DataSource source) {
            return (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                        int phase = gate.getPhase();
                        if (stalled) {
                            gate.awaitAdvance(phase);
                        }
                        try {
                            return method.invoke(source, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
