package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import skald.toolkit.DeadLetter.Status;
import skald.toolkit.DeadLetter.Verb;
import skald.toolkit.DeadLetters.Filter;
import skald.toolkit.memory.InMemoryStore;

/** Messages of a log that cannot be decided: 13 breaks the decision until it is mended. */
class DeadLetterTest {
    private static final Duration UNTIL_NO_MORE_RETRIES = Duration.ofMinutes(5);

    private final Bench bench = new Bench();
    private final CommandLog log = new CommandLog();

    @Test
    void a_message_that_fails_is_parked_with_its_reason_and_other_keys_go_on() {
        log.add("a", 1).add("a", 13).add("b", 5);
        bench.settle(bench.lane(log));

        assertThat(total("a")).isEqualTo(1);
        assertThat(total("b")).isEqualTo(5);
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.messageId()).isEqualTo("commander/0/2");
            assertThat(letter.status()).isEqualTo(Status.PARKED);
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(letter.reason()).contains("13 breaks it");
        });
    }

    @Test
    void what_follows_it_in_its_key_waits_also_after_a_restart() {
        log.add("a", 13).add("a", 1);
        bench.settle(bench.lane(log));
        log.add("a", 2).add("b", 1);
        bench.settle(bench.lane(log));

        assertThat(bench.counters.find("a")).isEmpty();
        assertThat(total("b")).isEqualTo(1);
        assertThat(letters())
                .extracting(DeadLetter::status)
                .containsExactly(Status.PARKED, Status.WAITING, Status.WAITING);
    }

    @Test
    void a_defect_that_heals_is_overcome_by_the_lane_itself() {
        log.add("a", 13).add("a", 1);
        Lane lane = bench.lane(log);
        bench.settle(lane);
        bench.mended = true;
        bench.later(Duration.ofSeconds(1));
        bench.settle(lane);

        assertThat(total("a")).isEqualTo(14);
        assertThat(letters()).isEmpty();
        assertThat(bench.store.deadLetters().history(1, 10))
                .extracting(DeadLetter.Action::who)
                .containsExactly(DeadLetter.Action.LANE);
    }

    @Test
    void what_follows_a_letter_whose_row_is_refused_waits_for_it() {
        assertRefusedRowKeepsTheOrder(1);
    }

    @Test
    void what_stands_before_a_letter_whose_row_is_refused_is_decided_and_the_rest_waits() {
        assertRefusedRowKeepsTheOrder(2);
    }

    /** The batch of the lane's own retry is halved: the refused letter fails in another part than those behind it. */
    private void assertRefusedRowKeepsTheOrder(int refused) {
        RefusesLetter store = new RefusesLetter(refused);
        bench.store = store;
        log.add("a", 13).add("a", 1).add("a", 2);
        Lane lane = bench.lane(log);
        bench.settle(lane);

        bench.mended = true;
        bench.later(Duration.ofSeconds(1));
        bench.settle(lane);
        log.add("a", 5);
        bench.settle(lane);
        assertThat(published()).hasSize(refused - 1);
        assertThat(letters())
                .extracting(DeadLetter::status)
                .startsWith(Status.PARKED)
                .hasSize(5 - refused);

        store.refuses = false;
        bench.later(UNTIL_NO_MORE_RETRIES);
        bench.settle(lane);
        assertThat(letters()).isEmpty();
        assertThat(published()).containsExactly(13L, 1L, 2L, 5L);
    }

    @Test
    void it_is_tried_four_times_and_then_waits_for_an_operator() {
        log.add("a", 13);
        Lane lane = bench.lane(log);
        bench.settle(lane);
        for (int i = 0; i < 10; i++) {
            bench.later(UNTIL_NO_MORE_RETRIES);
            bench.settle(lane);
        }

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.attempts()).isEqualTo(4);
            assertThat(letter.retryAt()).isNull();
        });
    }

    @Test
    void a_redrive_decides_it_and_then_its_successors_in_order_exactly_once() {
        log.add("a", 13);
        for (int i = 0; i < 40; i++) {
            log.add("a", i % 2 == 0 ? 1 : -1); // any other order would go below zero and be refused
        }
        Lane lane = bench.lane(log);
        giveUp(lane);
        bench.mended = true;

        CompletableFuture<DeadLetter> answer = order(lane, Verb.REDRIVE, 1);
        lane.step();
        assertThat(answer.join().status()).isEqualTo(Status.REDRIVEN);
        log.add("a", 100);
        bench.settle(bench.lane(log)); // a crash in between

        assertThat(letters()).isEmpty();
        assertThat(total("a")).isEqualTo(113);
        assertThat(bench.store.log(0, 0, 100))
                .extracting(entry -> ((Bench.Added) entry.decoded()).amount())
                .hasSize(42)
                .startsWith(13L, 1L, -1L, 1L)
                .endsWith(-1L, 100L);
    }

    @Test
    void a_redrive_that_fails_parks_it_again_and_says_why() {
        log.add("a", 13).add("a", 1);
        Lane lane = bench.lane(log);
        giveUp(lane);

        CompletableFuture<DeadLetter> answer = order(lane, Verb.REDRIVE, 1);
        bench.settle(lane);

        assertThat(answer.join().status()).isEqualTo(Status.PARKED);
        assertThat(answer.join().attempts()).isEqualTo(5);
        assertThat(bench.counters.find("a")).isEmpty();
        assertThat(bench.store.deadLetters().history(1, 10)).singleElement().satisfies(action -> {
            assertThat(action.who()).isEqualTo("ann");
            assertThat(action.reason()).isEqualTo("because");
            assertThat(action.outcome()).contains("13 breaks it");
        });
    }

    @Test
    void a_discarded_message_is_never_decided_and_its_successors_go_on() {
        log.add("a", 13).add("a", 1).add("a", 2);
        Lane lane = bench.lane(log);
        giveUp(lane);
        bench.mended = true;

        CompletableFuture<DeadLetter> answer = order(lane, Verb.DISCARD, 1);
        bench.settle(lane);

        assertThat(answer.join().status()).isEqualTo(Status.DISCARDED);
        assertThat(total("a")).isEqualTo(3);
        assertThat(bench.store.deadLetters().history(1, 10))
                .extracting(DeadLetter.Action::verb)
                .containsExactly(Verb.DISCARD);
    }

    @Test
    void a_waiting_message_can_be_discarded_but_not_overtake() {
        log.add("a", 13).add("a", 1).add("a", 2);
        Lane lane = bench.lane(log);
        giveUp(lane);

        CompletableFuture<DeadLetter> overtaking = order(lane, Verb.REDRIVE, 2);
        CompletableFuture<DeadLetter> discarded = order(lane, Verb.DISCARD, 2);
        bench.settle(lane);
        bench.mended = true;
        order(lane, Verb.REDRIVE, 1);
        bench.settle(lane);

        assertThatThrownBy(overtaking::join).hasCauseInstanceOf(DeadLetterStateException.class);
        assertThat(discarded.join().status()).isEqualTo(Status.DISCARDED);
        assertThat(total("a")).isEqualTo(15);
    }

    @Test
    void what_is_over_is_not_decided_again() {
        log.add("a", 13);
        Lane lane = bench.lane(log);
        giveUp(lane);
        bench.mended = true;

        CompletableFuture<DeadLetter> first = order(lane, Verb.REDRIVE, 1);
        CompletableFuture<DeadLetter> second = order(lane, Verb.REDRIVE, 1);
        bench.settle(lane);

        assertThat(first.join().status()).isEqualTo(Status.REDRIVEN);
        assertThatThrownBy(second::join).hasCauseInstanceOf(DeadLetterStateException.class);
        assertThat(total("a")).isEqualTo(13);
    }

    @Test
    void nobody_waits_in_a_subscription_without_order() {
        bench.deadLetters = DeadLetterPolicy.standard().withoutOrder();
        log.add("a", 13).add("a", 1);
        Lane lane = bench.lane(log);
        bench.settle(lane);
        assertThat(total("a")).isEqualTo(1);

        bench.mended = true;
        bench.later(Duration.ofSeconds(1));
        bench.settle(lane);

        assertThat(total("a")).isEqualTo(14);
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_message_that_cannot_be_read_is_parked_and_can_be_discarded() {
        log.append("test.add.v1", "a", "{".getBytes(StandardCharsets.UTF_8)).add("a", 1);
        Lane lane = bench.lane(log);
        giveUp(lane);
        CompletableFuture<DeadLetter> redriven = order(lane, Verb.REDRIVE, 1);
        bench.settle(lane);
        assertThat(redriven.join().attempts()).isEqualTo(2);

        order(lane, Verb.DISCARD, 1);
        bench.settle(lane);

        assertThat(total("a")).isEqualTo(1);
    }

    @Test
    void a_lane_with_too_many_blocked_keys_reads_no_more_until_some_are_free() {
        Map<String, Instant> blocked = new HashMap<>();
        for (int i = 0; i < Parking.MOST_QUEUES; i++) {
            blocked.put("commander:" + i, i == 0 ? bench.now.plusSeconds(1) : Instant.MAX);
        }
        bench.store = new DelegatingStore(new InMemoryStore()) {
            @Override
            public LaneState takeOver(int lane, String owner) {
                LaneState state = super.takeOver(lane, owner);
                return new LaneState(
                        state.epoch(), state.head(), state.commits(), state.consumed(), state.effects(), blocked);
            }
        };
        log.add("a", 1);
        Lane lane = bench.lane(log);
        bench.settle(lane);
        assertThat(bench.counters.find("a")).isEmpty();

        bench.later(Duration.ofSeconds(1)); // the first queue turns out to be empty
        bench.settle(lane);

        assertThat(total("a")).isEqualTo(1);
    }

    private void giveUp(Lane lane) {
        for (int i = 0; i < 4; i++) {
            bench.settle(lane);
            bench.later(UNTIL_NO_MORE_RETRIES);
        }
        bench.settle(lane);
    }

    private CompletableFuture<DeadLetter> order(Lane lane, Verb verb, long id) {
        LetterOrder order = new LetterOrder(verb, id, "ann", "because", new CompletableFuture<>());
        lane.submit(order);
        return order.answer();
    }

    private List<DeadLetter> letters() {
        return bench.store.deadLetters().list(Filter.ANY, 0, 1000);
    }

    private long total(String key) {
        return bench.counters.find(key).orElseThrow();
    }

    private List<Long> published() {
        return bench.store.log(0, 0, 100).stream()
                .map(entry -> ((Bench.Added) entry.decoded()).amount())
                .toList();
    }

    /** Takes no batch in which one letter was decided, as if its row broke a constraint. */
    private static final class RefusesLetter extends DelegatingStore {
        private final long id;
        private boolean refuses = true;

        RefusesLetter(long id) {
            super(new InMemoryStore());
            this.id = id;
        }

        @Override
        public void write(Tx tx, Bookkeeping batch) {
            boolean decided = batch.letters().changed().stream()
                    .anyMatch(letter -> letter.id() == id && letter.status() == Status.REDRIVEN);
            if (refuses && decided) {
                throw new IllegalStateException("the row of letter " + id + " breaks a constraint");
            }
            super.write(tx, batch);
        }
    }
}
