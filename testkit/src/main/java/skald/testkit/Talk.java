package skald.testkit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.Reply;
import skald.toolkit.Rows;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Work;
import skald.toolkit.memory.InMemoryRows;
import skald.toolkit.memory.InMemoryStore;

/**
 * Two services for tests of what lies between them: a speaker, which publishes the numbers that it is asked to say under a
 * key, and a listener, which notes what it hears. Both keep their stores when they are stopped and started again.
 */
public final class Talk implements AutoCloseable {
    /** The service that speaks, and its log. */
    public static final String SPEAKER = "speaker";
    /** Lanes of the speaker's log. */
    public static final int LANES = 3;

    /** How long to wait for what must come. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int LISTENERS_LANES = 2;
    /** Fewer than a lane lets wait. */
    private static final int MOST_AT_ONCE = 2_000;

    /** Asks the speaker to say a number. */
    public record Say(long number) {}

    /** The speaker said a number. */
    public record Said(long number) {}

    /** What the listener noted. */
    public record Note(String key, long number, String messageId) {}

    private static final MessageTypes TYPES = MessageTypes.of("test", Say.class, Said.class);
    private static final Environment ENVIRONMENT =
            new Environment(Clock.systemUTC(), () -> new UUID(7, 7), new Random(1), Runnable::run);

    private final InMemoryStore speakersStore = new InMemoryStore();
    private final InMemoryStore listenersStore = new InMemoryStore();
    private final InMemoryRows<Note> notes = new InMemoryRows<>();
    private final List<Service> running = new ArrayList<>();
    private Service speaker = startSpeaker();

    /** The speaker as it runs now. */
    public Service speaker() {
        return speaker;
    }

    /** Stops the speaker and starts it again on its store. */
    public Service restartSpeaker() {
        speaker.close();
        running.remove(speaker);
        speaker = startSpeaker();
        return speaker;
    }

    private Service startSpeaker() {
        Service service = new Service(
                ServiceDefinition.named(SPEAKER)
                        .types(TYPES)
                        .handle(Say.class, handler((message, work) -> {
                            work.publish(message.key(), new Said(message.body().number()));
                            work.reply(new Said(message.body().number()));
                        }))
                        .build(),
                speakersStore,
                ENVIRONMENT,
                LANES);
        service.start();
        running.add(service);
        return service;
    }

    /** Starts a listener that hears the speaker through {@code feed}; close it to start another. */
    public Service startListener(Feed feed) {
        Service service = new Service(
                ServiceDefinition.named("listener")
                        .types(TYPES)
                        .reads(SPEAKER)
                        .handle(Said.class, handler((message, work) -> note(message, work, notes)))
                        .build(),
                listenersStore,
                ENVIRONMENT,
                LISTENERS_LANES);
        service.subscribe(feed);
        service.start();
        running.add(service);
        return service;
    }

    private static void note(Message<Said> message, Work work, Rows<Note> notes) {
        work.append(notes, new Note(message.key(), message.body().number(), message.id()));
    }

    /** Says the numbers from {@code from} to {@code to} under a few keys, and returns when they are committed. */
    public void say(long from, long to) {
        List<CompletableFuture<Reply>> answers = new ArrayList<>();
        for (long n = from; n <= to; n++) {
            if (answers.size() == MOST_AT_ONCE) {
                answers.forEach(CompletableFuture::join);
                answers.clear();
            }
            answers.add(
                    speaker.submit("key-" + n % 7, new Say(n), null, "00-" + "a".repeat(32) + "-bbbbbbbbbbbbbbbb-01"));
        }
        answers.forEach(CompletableFuture::join);
    }

    /** What was noted so far. */
    public List<Note> notes() {
        return notes.all().toList();
    }

    /** What was noted so far, by key in the order in which it was noted. */
    public Map<String, List<Long>> heard() {
        Map<String, List<Long>> heard = new TreeMap<>();
        notes.all()
                .forEach(note -> heard.computeIfAbsent(note.key(), _ -> new ArrayList<>())
                        .add(note.number()));
        return heard;
    }

    /** The numbers from 1 to {@code to} as {@link #heard} must have them. */
    public static Map<String, List<Long>> said(long to) {
        Map<String, List<Long>> said = new TreeMap<>();
        for (long n = 1; n <= to; n++) {
            said.computeIfAbsent("key-" + n % 7, _ -> new ArrayList<>()).add(n);
        }
        return said;
    }

    /** Waits until {@code listener} has noted so many messages. */
    public boolean awaitNotes(Service listener, int count) {
        return listener.await(() -> notes.all().count() >= count, PATIENCE);
    }

    private interface Decision<B> {
        void decide(Message<B> message, Work work);
    }

    private static <B> Handler<B> handler(Decision<B> decision) {
        return new Handler<>() {
            @Override
            public void needs(Message<B> message, Needs needs) {}

            @Override
            public void decide(Message<B> message, Work work) {
                decision.decide(message, work);
            }
        };
    }

    @Override
    public void close() {
        running.forEach(Service::close);
    }
}
