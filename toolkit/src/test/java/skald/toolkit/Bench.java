package skald.toolkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryStore;

/** A workbench for lanes: a service that counts, a clock that is set by hand, and effects that run at once. */
final class Bench {

    /** Adds to a counter; refuses to go below zero and breaks on 13. */
    record Add(long amount) {}

    record Total(long total) {}

    record TooLow(long total) {}

    record Added(long amount) {}

    record RemindMe(long seconds) {}

    record Reminder(String text) {}

    record CallOutside(String what) {}

    record OutsideAnswered(String answer) {}

    record OutsideUnknown(String why) {}

    /** Asks the outside. */
    record Ask(String what) {}

    /** A reason with which an effect cannot report that its outcome is unknown. */
    static final String UNREPORTABLE = "unreportable";

    final InMemoryStates<String, Long> counters = new InMemoryStates<>();
    final List<String> heard = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();
    Store store = new InMemoryStore();
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    /** Whether reminders of the key {@code broken}, and 13, can be decided. */
    boolean mended;
    /** For messages of the log of {@code commander}. */
    DeadLetterPolicy deadLetters = DeadLetterPolicy.standard();

    private long ids;
    private boolean signalled;

    Lane lane(Feed... feeds) {
        return new Lane(
                definition("counters"),
                store,
                environment(),
                0,
                store.lanes(1),
                List.of(feeds),
                () -> signalled = true);
    }

    Environment environment() {
        RandomGenerator seeded = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        InstantSource clock = () -> now;
        return new Environment(clock, () -> new UUID(0x7000, ++ids), seeded, Runnable::run);
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    ServiceDefinition definition(String name) {
        return ServiceDefinition.named(name)
                .types(MessageTypes.of(
                        "test",
                        Add.class,
                        Total.class,
                        Added.class,
                        RemindMe.class,
                        Reminder.class,
                        CallOutside.class,
                        OutsideAnswered.class,
                        OutsideUnknown.class,
                        Ask.class))
                .handle(Add.class, new Adding())
                .handle(RemindMe.class, on((message, work) -> {
                    work.schedule(
                            message.key(),
                            "reminder",
                            work.now().plusSeconds(message.body().seconds()),
                            new Reminder("!"));
                    work.reply(new Total(0));
                }))
                .handle(Reminder.class, on((message, _) -> {
                    if (message.key().equals("broken") && !mended) {
                        throw new IllegalStateException("broken");
                    }
                    heard.add("reminder " + message.key());
                }))
                .handle(Ask.class, on((message, work) -> {
                    work.effect(
                            "call-" + message.key(),
                            message.key(),
                            new CallOutside(message.body().what()));
                    work.reply(new Total(0));
                }))
                .handle(
                        OutsideAnswered.class,
                        on((message, _) -> heard.add("answer " + message.body().answer())))
                .handle(
                        OutsideUnknown.class,
                        on((message, _) -> heard.add("unknown " + message.body().why())))
                .reads("commander", deadLetters)
                .effect(CallOutside.class, new Outside(), EffectPolicy.standard())
                .build();
    }

    private interface Deciding<B> {
        void decide(Message<B> message, Work work);
    }

    private static <B> Handler<B> on(Deciding<B> deciding) {
        return new Handler<>() {
            @Override
            public void needs(Message<B> message, Needs needs) {}

            @Override
            public void decide(Message<B> message, Work work) {
                deciding.decide(message, work);
            }
        };
    }

    private final class Adding implements Handler<Add> {
        @Override
        public void needs(Message<Add> message, Needs needs) {
            needs.of(counters, message.key());
        }

        @Override
        public void decide(Message<Add> message, Work work) {
            Long before = work.get(counters, message.key());
            long total = (before == null ? 0 : before) + message.body().amount();
            work.put(counters, message.key(), total);
            work.publish(message.key(), new Added(message.body().amount()));
            work.schedule(message.key(), "never", work.now().plus(Duration.ofDays(1)), new Reminder("?"));
            if (message.body().amount() == 13 && !mended) {
                throw new IllegalStateException("13 breaks it");
            }
            if (total < 0) {
                work.refuse(new TooLow(before == null ? 0 : before));
            } else {
                work.reply(new Total(total));
            }
        }
    }

    private final class Outside implements Effect<CallOutside> {
        @Override
        public Outcome perform(String key, CallOutside request) {
            calls.add("perform " + key);
            return outcomes.removeFirst();
        }

        @Override
        public Outcome ask(String key, CallOutside request) {
            calls.add("ask " + key);
            return outcomes.removeFirst();
        }

        @Override
        public Object unresolved(String key, CallOutside request, String reason) {
            if (reason.equals(UNREPORTABLE)) {
                throw new IllegalStateException("breaks the report");
            }
            return new OutsideUnknown(reason);
        }
    }

    CompletableFuture<Reply> submit(Lane lane, String key, Object body) {
        return submit(lane, key, body, null);
    }

    CompletableFuture<Reply> submit(Lane lane, String key, Object body, @Nullable Idempotency idempotency) {
        Input.Request request = Lane.request(key, body, idempotency, null, now);
        lane.submit(request);
        return request.answer();
    }

    /** Steps until there is nothing more to do at this time. */
    void settle(Lane lane) {
        for (int steps = 0; steps < 100; steps++) {
            signalled = false;
            if (lane.step().isAfter(now) && !signalled) {
                return;
            }
        }
        throw new AssertionError("the lane does not come to rest");
    }

    /** The log of {@code lane} as others read it. */
    static Feed feed(String source, Lane lane, Store store) {
        return new Feed() {
            @Override
            public String source() {
                return source;
            }

            @Override
            public int lanes() {
                return 1;
            }

            @Override
            public long head(int number) {
                return lane.tail().head();
            }

            @Override
            public List<Store.LogEntry> read(int number, long after, int max) {
                return store.log(number, after, max);
            }

            @Override
            public long first(int number) {
                return store.first(number);
            }

            @Override
            public void keepFor(java.util.function.IntToLongFunction consumed) {}

            @Override
            public void onAppend(Runnable signal) {}
        };
    }
}
