package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryStore;

/** Chains of states: each one names the next. */
class DependentNeedsTest {

    /** Reads the chain that begins with the message's key: {@code steps} states after the first. */
    record Follow(int steps) {}

    /** Links the message's key to {@code next}. */
    record Link(String next) {}

    record Seen(List<String> states) {}

    /** Remembers what was loaded, and refuses the first so many writes. */
    private static final class Links extends InMemoryStates<String, String> {
        final List<List<String>> loads = new ArrayList<>();
        int conflicts;

        @Override
        public Map<String, Versioned<String>> load(Tx tx, Collection<String> keys) {
            loads.add(keys.stream().sorted().toList());
            return super.load(tx, keys);
        }

        @Override
        public void save(Tx tx, Collection<Change<String, String>> changes) {
            if (conflicts-- > 0) {
                throw new ConcurrentChangeException("links", 1, 0);
            }
            super.save(tx, changes);
        }
    }

    private final Links links = new Links();
    private final Store store = new InMemoryStore();
    private final Lane lane = lane();

    private Lane lane() {
        ServiceDefinition definition = ServiceDefinition.named("links")
                .types(MessageTypes.of("test", Follow.class, Link.class, Seen.class))
                .handle(Follow.class, new Following())
                .handle(Link.class, new Linking())
                .build();
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        Environment environment = new Environment(() -> noon, () -> new UUID(7, 7), new Random(1), Runnable::run);
        return new Lane(definition, store, environment, 0, store.lanes(1), List.of(), () -> {});
    }

    private final class Following implements Handler<Follow> {
        @Override
        public void needs(Message<Follow> message, Needs needs) {
            follow(message.key(), message.body().steps(), needs);
        }

        private void follow(String key, int steps, Needs needs) {
            if (steps == 0) {
                needs.of(links, key);
            } else {
                needs.of(links, key, (next, more) -> {
                    if (next.equals("broken")) {
                        throw new IllegalStateException("the chain is broken");
                    }
                    follow(next, steps - 1, more);
                });
            }
        }

        @Override
        public void decide(Message<Follow> message, Work work) {
            List<String> seen = new ArrayList<>();
            String next = message.key();
            for (int i = 0; i <= message.body().steps() && next != null; i++) {
                next = work.get(links, next);
                seen.add(String.valueOf(next));
            }
            work.reply(new Seen(seen));
        }
    }

    private final class Linking implements Handler<Link> {
        @Override
        public void needs(Message<Link> message, Needs needs) {
            needs.of(links, message.key()).of(links, message.body().next());
        }

        @Override
        public void decide(Message<Link> message, Work work) {
            work.put(links, message.key(), message.body().next());
            work.reply(new Seen(List.of()));
        }
    }

    private CompletableFuture<Reply> submit(String key, Object body) {
        Input.Request request = Lane.request(key, body, null, null, Instant.EPOCH);
        lane.submit(request);
        return request.answer();
    }

    private void link(String... chain) {
        for (int i = 1; i < chain.length; i++) {
            submit(chain[i - 1], new Link(chain[i]));
        }
        lane.step();
        links.loads.clear();
    }

    private static Object seen(CompletableFuture<Reply> answer) {
        return answer.join().body();
    }

    @Test
    void a_state_names_what_else_is_loaded() {
        link("a", "b", "c");

        CompletableFuture<Reply> answer = submit("a", new Follow(1));
        lane.step();

        assertThat(seen(answer)).isEqualTo(new Seen(List.of("b", "c")));
    }

    @Test
    void a_batch_is_loaded_with_one_query_per_round_and_nothing_twice() {
        link("a", "b", "c", "d");
        link("x", "b");

        submit("a", new Follow(2));
        submit("x", new Follow(2));
        submit("c", new Follow(0));
        lane.step();

        assertThat(links.loads).containsExactly(List.of("a", "c", "x"), List.of("b"));
    }

    @Test
    void a_state_that_is_not_there_names_nothing() {
        CompletableFuture<Reply> answer = submit("a", new Follow(1));
        lane.step();

        assertThat(seen(answer)).isEqualTo(new Seen(List.of("null")));
    }

    @Test
    void a_state_that_an_earlier_message_of_the_batch_writes_brings_what_that_message_needed() {
        submit("a", new Link("b"));
        CompletableFuture<Reply> answer = submit("a", new Follow(1));
        lane.step();

        assertThat(seen(answer)).isEqualTo(new Seen(List.of("b", "null")));
    }

    @Test
    void a_message_whose_further_needs_cannot_be_named_fails_alone() {
        link("a", "broken");
        link("x", "y");

        CompletableFuture<Reply> failing = submit("a", new Follow(1));
        CompletableFuture<Reply> other = submit("x", new Follow(1));
        lane.step();

        assertThatThrownBy(failing::join).hasMessageContaining("the chain is broken");
        assertThat(seen(other)).isEqualTo(new Seen(List.of("y", "null")));
    }

    @Test
    void four_rounds_are_possible_and_a_fifth_is_not() {
        link("a", "b", "c", "d", "e", "f");

        CompletableFuture<Reply> four = submit("a", new Follow(3));
        lane.step();
        CompletableFuture<Reply> five = submit("a", new Follow(4));
        lane.step();

        assertThat(seen(four)).isEqualTo(new Seen(List.of("b", "c", "d", "e")));
        assertThatThrownBy(five::join).hasMessageContaining("more than 4 rounds");
    }

    @Test
    void a_chain_that_is_a_circle_ends_too() {
        link("a", "a");

        CompletableFuture<Reply> answer = submit("a", new Follow(Integer.MAX_VALUE));
        lane.step();

        assertThatThrownBy(answer::join).hasMessageContaining("more than 4 rounds");
    }

    @Test
    void messages_that_others_outrun_again_and_again_are_decided_in_the_end() {
        links.conflicts = 50;

        CompletableFuture<Reply> first = submit("a", new Link("b"));
        CompletableFuture<Reply> second = submit("b", new Link("c"));
        lane.step();

        assertThat(seen(first)).isEqualTo(new Seen(List.of()));
        assertThat(seen(second)).isEqualTo(new Seen(List.of()));
        assertThat(links.find("a")).contains("b");
        assertThat(links.find("b")).contains("c");
    }
}
