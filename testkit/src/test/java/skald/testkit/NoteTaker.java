package skald.testkit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.Rows;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Sharing;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Work;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.Unnest;

/** A service of four lanes that writes numbers down, each once; several processes run it over one database. */
final class NoteTaker {
    static final int LANES = 4;
    static final int KEYS = 20;
    static final String TABLE = "create table note (number bigint primary key)";

    /** Writes {@code number} down. */
    record Note(long number) {}

    record Noted(long number) {}

    static final MessageTypes TYPES = MessageTypes.of("test", Note.class, Noted.class);

    private NoteTaker() {}

    /** A process that dies in the middle: from {@code args[4]} on its decisions do not end. It lives until it is killed. */
    public static void main(String[] args) throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(args[0]);
        source.setUser(args[1]);
        source.setPassword(args[2]);
        source.setCurrentSchema(args[3]);
        Numbers numbers = new Numbers();
        numbers.upTo(10_000);
        Service service = service(source, Long.parseLong(args[4]));
        service.subscribe(numbers);
        service.start(sharing("child"));
        while (System.in.read() >= 0) {
            // until the parent is gone
        }
        Runtime.getRuntime().halt(1);
    }

    static Sharing sharing(String instance) {
        return new Sharing(instance, Duration.ofSeconds(3), Duration.ofMillis(50));
    }

    /** @param hangsAt the number whose decision never ends */
    static Service service(DataSource database, long hangsAt) {
        Environment environment =
                new Environment(Clock.systemUTC(), () -> new UUID(7, 7), new Random(1), Runnable::run);
        return new Service(definition(hangsAt), new PostgresStore(database), environment, LANES);
    }

    private static ServiceDefinition definition(long hangsAt) {
        Rows<Long> notes = (tx, rows) -> Unnest.rows(rows)
                .longs(n -> n)
                .update(tx, "notes", "insert into note (number) select * from unnest(?)");
        return ServiceDefinition.named("notes")
                .types(TYPES)
                .reads("numbers")
                .handle(Note.class, new Handler<Note>() {
                    @Override
                    public void needs(Message<Note> message, Needs needs) {}

                    @Override
                    public void decide(Message<Note> message, Work work) {
                        if (message.body().number() == hangsAt) {
                            hang();
                        }
                        work.append(notes, message.body().number());
                        work.publish(message.key(), new Noted(message.body().number()));
                        work.reply(new Noted(message.body().number()));
                    }
                })
                .build();
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A log of the numbers from 1 on, as far as they are published. */
    static final class Numbers implements Feed {
        private final AtomicLong head = new AtomicLong();
        private final List<Runnable> signals = new CopyOnWriteArrayList<>();

        void upTo(long number) {
            head.set(number);
            signals.forEach(Runnable::run);
        }

        @Override
        public String source() {
            return "numbers";
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public long head(int lane) {
            return head.get();
        }

        @Override
        public List<LogEntry> read(int lane, long after, int max) {
            List<LogEntry> entries = new ArrayList<>();
            for (long n = after + 1; n <= Math.min(after + max, head.get()); n++) {
                byte[] body = TYPES.encode(new Note(n));
                entries.add(new LogEntry(
                        0, n, "test.note.v1", "key-" + n % KEYS, null, null, null, Instant.EPOCH, body, null));
            }
            return entries;
        }

        @Override
        public void onAppend(Runnable signal) {
            signals.add(signal);
        }
    }
}
