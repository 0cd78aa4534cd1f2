package skald.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.toolkit.DeadLetter;
import skald.toolkit.DeadLetters.Filter;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.Rows;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Work;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.Unnest;

/** One message among hundreds that cannot be decided, or whose row the database refuses, takes only itself out. */
class PoisonOnPostgresTest {
    private static final int MESSAGES = 300;
    private static final long POISON = 137;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Writes {@code number} down. */
    record Note(long number) {}

    private static final MessageTypes TYPES = MessageTypes.of("test", Note.class);

    private final ServiceDatabase database = TestPostgres.database("poison");
    private final PostgresStore store = new PostgresStore(database.dataSource());
    private volatile boolean throwing;

    @BeforeEach
    void table() throws SQLException {
        execute("create table note (number bigint primary key, constraint no_poison check (number <> 137))");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_decision_that_throws() throws SQLException {
        throwing = true;
        execute("alter table note drop constraint no_poison");
        assertOnlyThePoisonIsParked("cannot decide");
        throwing = false;
        assertRedriven();
    }

    @Test
    void a_row_that_the_database_refuses() throws SQLException {
        assertOnlyThePoisonIsParked("no_poison");
        execute("alter table note drop constraint no_poison");
        assertRedriven();
    }

    private void assertOnlyThePoisonIsParked(String reason) throws SQLException {
        try (Service service = started()) {
            assertThat(service.catchUp(PATIENCE)).isTrue();
        }
        assertThat(numbers()).hasSize(MESSAGES - 1).doesNotContain(POISON).isSorted();
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.position()).isEqualTo(POISON);
            assertThat(letter.reason()).contains(reason);
        });
    }

    private void assertRedriven() throws SQLException {
        DeadLetter letter = letters().getFirst();
        try (Service service = started()) {
            service.redrive(letter.id(), "ann", null);
        }
        assertThat(letters()).isEmpty();
        assertThat(numbers()).hasSize(MESSAGES).contains(POISON);
    }

    private Service started() {
        Environment environment =
                new Environment(Clock.systemUTC(), () -> new UUID(7, 7), new Random(1), Runnable::run);
        Service service = new Service(definition(), store, environment, 1);
        service.subscribe(new Notes());
        service.start();
        return service;
    }

    private ServiceDefinition definition() {
        Rows<Long> notes = (tx, rows) -> Unnest.rows(rows)
                .longs(n -> n)
                .update(tx, "notes", "insert into note (number) select * from unnest(?)");
        return ServiceDefinition.named("poison")
                .types(TYPES)
                .reads("writer")
                .handle(Note.class, new Handler<Note>() {
                    @Override
                    public void needs(Message<Note> message, Needs needs) {}

                    @Override
                    public void decide(Message<Note> message, Work work) {
                        if (throwing && message.body().number() == POISON) {
                            throw new IllegalStateException("cannot decide");
                        }
                        work.append(notes, message.body().number());
                    }
                })
                .build();
    }

    private List<DeadLetter> letters() {
        return store.deadLetters().list(Filter.ANY, 0, 1000);
    }

    private List<Long> numbers() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select number from note order by number")) {
            List<Long> numbers = new ArrayList<>();
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
            return numbers;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A log that holds all the notes from the beginning. */
    private static final class Notes implements Feed {
        @Override
        public String source() {
            return "writer";
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public long head(int lane) {
            return MESSAGES;
        }

        @Override
        public List<LogEntry> read(int lane, long after, int max) {
            List<LogEntry> entries = new ArrayList<>();
            for (long n = after + 1; n <= Math.min(after + max, MESSAGES); n++) {
                byte[] body = TYPES.encode(new Note(n));
                entries.add(
                        new LogEntry(0, n, "test.note.v1", "key-" + n, null, null, null, Instant.EPOCH, body, null));
            }
            return entries;
        }

        @Override
        public void onAppend(Runnable signal) {}
    }
}
