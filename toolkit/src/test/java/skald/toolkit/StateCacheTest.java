package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.memory.InMemoryTx;

/** What a lane keeps in memory between batches, and when it must not. */
class StateCacheTest {

    record Note(String text) {}

    record Look() {}

    record Wipe() {}

    record Seen(String text) {}

    /** Notes that belong to the lane of their key, with a list of what was read from the store. */
    private static final class Notes extends InMemoryStates<String, String> {
        final List<String> loaded = new ArrayList<>();

        @Override
        public boolean isOfOneLane(String note) {
            return true;
        }

        @Override
        public Map<String, Versioned<String>> load(Tx tx, Collection<String> keys) {
            synchronized (loaded) {
                loaded.addAll(keys);
            }
            return super.load(tx, keys);
        }
    }

    /** Wipes all notes, as an erasure does: beside the states, in SQL. */
    private record Wipes(Notes notes) implements Rows<String> {
        @Override
        public boolean changesStates() {
            return true;
        }

        @Override
        public void append(Tx tx, List<String> rows) {
            InMemoryTx.of(tx).atCommit(() -> {}, () -> notes.replaceAll(_ -> "wiped"));
        }
    }

    private final Notes notes = new Notes();
    private final Service service = new Service(definition(), new InMemoryStore(), environment(), 2);

    private ServiceDefinition definition() {
        Wipes wipes = new Wipes(notes);
        return ServiceDefinition.named("notes")
                .types(MessageTypes.of("notes", Note.class, Look.class, Wipe.class, Seen.class))
                .handle(Note.class, on((message, work) -> {
                    work.put(notes, message.key(), message.body().text());
                    work.reply(new Seen(message.body().text()));
                }))
                .handle(Look.class, on((message, work) -> work.reply(seen(work.get(notes, message.key())))))
                .handle(Wipe.class, on((_, work) -> {
                    work.append(wipes, "all");
                    work.reply(new Seen("wiped"));
                }))
                .build();
    }

    private static Seen seen(@Nullable String note) {
        return new Seen(note == null ? "nothing" : note);
    }

    private interface Decision<B> {
        void decide(Message<B> message, Work work);
    }

    private <B> Handler<B> on(Decision<B> decision) {
        return new Handler<>() {
            @Override
            public void needs(Message<B> message, Needs needs) {
                needs.of(notes, message.key());
            }

            @Override
            public void decide(Message<B> message, Work work) {
                decision.decide(message, work);
            }
        };
    }

    private static Environment environment() {
        AtomicLong ids = new AtomicLong();
        return new Environment(
                InstantSource.system(),
                () -> new UUID(0, ids.incrementAndGet()),
                RandomGenerator.of("L64X128MixRandom"),
                Runnable::run);
    }

    private Seen call(String key, Object request) {
        return (Seen) service.call(key, request, null, null).body();
    }

    /** A key of the other lane than {@code key}'s. */
    private static String elsewhere(String key) {
        int lane = Service.laneOf(key, 2);
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "key-" + number)
                .filter(other -> Service.laneOf(other, 2) != lane)
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void what_was_written_is_not_read_again_from_the_store() {
        service.start();
        call("a", new Note("hello"));

        assertThat(call("a", new Look())).isEqualTo(new Seen("hello"));
        assertThat(notes.loaded).containsExactly("a");
    }

    @Test
    void a_decision_that_only_reads_sees_what_another_lane_changed_beside_the_states() {
        service.start();
        call("a", new Note("a secret"));

        call(elsewhere("a"), new Wipe());

        assertThat(call("a", new Look())).isEqualTo(new Seen("wiped"));
    }

    @Test
    void where_lanes_are_shared_between_processes_nothing_is_kept() {
        service.start(Sharing.as("one of them"));
        service.await(() -> service.ownLanes().size() == 2, Duration.ofSeconds(20));
        call("a", new Note("hello"));

        call("a", new Look());

        assertThat(notes.loaded).containsExactly("a", "a");
    }
}
