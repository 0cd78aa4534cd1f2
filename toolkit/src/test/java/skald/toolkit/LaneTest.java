package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import skald.toolkit.Bench.Add;
import skald.toolkit.Bench.Added;
import skald.toolkit.Bench.Ask;
import skald.toolkit.Bench.RemindMe;
import skald.toolkit.Bench.TooLow;
import skald.toolkit.Bench.Total;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.memory.InMemoryStore;

class LaneTest {
    private final Bench bench = new Bench();

    @Test
    void a_request_is_answered_only_once_its_batch_is_committed() {
        Lane lane = bench.lane();
        CompletableFuture<Reply> answer = bench.submit(lane, "a", new Add(5));
        assertThat(answer).isNotDone();

        bench.settle(lane);

        assertThat(answer.join()).isEqualTo(new Reply(new Total(5), "counters.0.1", false));
        assertThat(bench.counters.find("a")).contains(5L);
    }

    @Test
    void later_messages_of_a_batch_see_what_earlier_ones_changed_and_the_row_is_written_once() {
        Lane lane = bench.lane();
        List<CompletableFuture<Reply>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(bench.submit(lane, "hot", new Add(1)));
        }

        bench.settle(lane);

        assertThat(answers.getLast().join().body()).isEqualTo(new Total(100));
        assertThat(bench.counters
                        .load(bench.store.begin(), List.of("hot"))
                        .get("hot")
                        .version())
                .isEqualTo(1);
    }

    @Test
    void the_log_has_positions_without_gaps_in_the_order_of_the_decisions() {
        Lane lane = bench.lane();
        bench.submit(lane, "a", new Add(1));
        bench.submit(lane, "a", new Add(-5));
        bench.submit(lane, "b", new Add(13));
        bench.submit(lane, "a", new Add(2));
        bench.settle(lane);

        List<LogEntry> log = bench.store.log(0, 0, 100);

        assertThat(log).extracting(LogEntry::position).containsExactly(1L, 2L);
        assertThat(log).extracting(LogEntry::decoded).containsExactly(new Added(1), new Added(2));
    }

    @Test
    void a_refusal_changes_nothing_and_is_not_kept_under_the_key() {
        Lane lane = bench.lane();
        Idempotency key = new Idempotency("ann", "POST /add", "k1", "body");
        CompletableFuture<Reply> refused = bench.submit(lane, "a", new Add(-1), key);
        bench.settle(lane);
        bench.submit(lane, "a", new Add(3));
        CompletableFuture<Reply> again = bench.submit(lane, "a", new Add(-1), key);
        bench.settle(lane);

        assertThat(refused.join().body()).isEqualTo(new TooLow(0));
        assertThat(again.join()).isEqualTo(new Reply(new Total(2), "counters.0.2", false));
    }

    @Test
    void a_decision_that_throws_takes_only_itself_out_of_its_batch() {
        Lane lane = bench.lane();
        CompletableFuture<Reply> before = bench.submit(lane, "a", new Add(1));
        CompletableFuture<Reply> broken = bench.submit(lane, "a", new Add(13));
        CompletableFuture<Reply> after = bench.submit(lane, "a", new Add(1));
        bench.settle(lane);

        assertThat(before.join().body()).isEqualTo(new Total(1));
        assertThat(after.join().body()).isEqualTo(new Total(2));
        assertThatThrownBy(broken::join).isInstanceOf(CompletionException.class).hasMessageContaining("13 breaks it");
    }

    @Test
    void a_repeated_request_gets_the_first_answer_and_happens_once() {
        Lane lane = bench.lane();
        Idempotency key = new Idempotency("ann", "POST /add", "k1", "body");
        CompletableFuture<Reply> first = bench.submit(lane, "a", new Add(5), key);
        CompletableFuture<Reply> sameBatch = bench.submit(lane, "a", new Add(5), key);
        bench.settle(lane);
        Lane restarted = bench.lane();
        CompletableFuture<Reply> muchLater = bench.submit(restarted, "a", new Add(5), key);
        bench.settle(restarted);

        assertThat(first.join().replayed()).isFalse();
        assertThat(sameBatch.join()).isEqualTo(new Reply(new Total(5), "counters.0.1", true));
        assertThat(muchLater.join()).isEqualTo(new Reply(new Total(5), "counters.0.1", true));
        assertThat(bench.counters.find("a")).contains(5L);
    }

    @Test
    void a_key_that_comes_back_with_another_request_is_refused() {
        Lane lane = bench.lane();
        bench.submit(lane, "a", new Add(5), new Idempotency("ann", "POST /add", "k1", "body"));
        CompletableFuture<Reply> other =
                bench.submit(lane, "a", new Add(6), new Idempotency("ann", "POST /add", "k1", "other body"));
        CompletableFuture<Reply> otherCaller =
                bench.submit(lane, "a", new Add(6), new Idempotency("bob", "POST /add", "k1", "other body"));
        bench.settle(lane);

        assertThatThrownBy(other::join).hasCauseInstanceOf(IdempotencyKeyReusedException.class);
        assertThat(otherCaller.join().body()).isEqualTo(new Total(11));
    }

    @Test
    void a_handler_that_reads_what_it_did_not_name_is_told_so() {
        Decide undeclared = new Decide(bench);
        assertThatThrownBy(undeclared::run).hasMessageContaining("did not say in needs()");
    }

    @Test
    void messages_of_another_log_are_consumed_once_over_a_restart() {
        Bench source = new Bench();
        Feed feed = commands(source.lane(), source.store, new Add(1), new Add(2));
        Lane lane = bench.lane(feed);
        bench.settle(lane);
        Lane restarted = bench.lane(feed);
        bench.settle(restarted);

        assertThat(bench.counters.find("a")).contains(3L);
        assertThat(restarted.consumed(new Store.SourceLane("commander", 0))).isEqualTo(2);
    }

    @Test
    void a_timer_fires_once_when_it_is_due_also_after_a_restart() {
        Lane lane = bench.lane();
        bench.submit(lane, "a", new RemindMe(60));
        bench.settle(lane);
        bench.later(Duration.ofSeconds(59));
        bench.settle(lane);
        assertThat(bench.heard).isEmpty();

        Lane restarted = bench.lane();
        bench.later(Duration.ofSeconds(1));
        bench.settle(restarted);
        bench.later(Duration.ofDays(1));
        bench.settle(restarted);

        assertThat(bench.heard).containsExactly("reminder a");
    }

    @Test
    void a_timer_that_cannot_be_decided_comes_again_instead_of_being_lost() {
        Lane lane = bench.lane();
        bench.submit(lane, "broken", new RemindMe(1));
        bench.settle(lane);
        bench.later(Duration.ofSeconds(1));
        bench.settle(lane);
        assertThat(bench.heard).isEmpty();

        bench.mended = true;
        bench.later(Duration.ofMinutes(1));
        bench.settle(bench.lane());

        assertThat(bench.heard).containsExactly("reminder broken");
    }

    @Test
    void an_effect_runs_after_the_commit_and_its_answer_is_decided() {
        Lane lane = bench.lane();
        bench.outcomes.add(new Outcome.Known(new Bench.OutsideAnswered("yes")));
        bench.submit(lane, "a", new Ask("?"));
        bench.settle(lane);

        assertThat(bench.calls).containsExactly("perform call-a");
        assertThat(bench.heard).containsExactly("answer yes");
        assertThat(bench.store.takeOver(0, "test").effects()).isEmpty();
    }

    @Test
    void an_unknown_outcome_is_asked_about_never_repeated_blindly() {
        Lane lane = bench.lane();
        bench.outcomes.add(new Outcome.Unknown("dropped"));
        bench.outcomes.add(new Outcome.Known(new Bench.OutsideAnswered("it happened")));
        bench.submit(lane, "a", new Ask("?"));
        bench.settle(lane);
        assertThat(bench.heard).containsExactly("unknown dropped");

        bench.later(Duration.ofSeconds(1));
        bench.settle(lane);

        assertThat(bench.calls).containsExactly("perform call-a", "ask call-a");
        assertThat(bench.heard).containsExactly("unknown dropped", "answer it happened");
    }

    @Test
    void an_effect_that_did_not_happen_is_performed_again_after_a_growing_pause() {
        Lane lane = bench.lane();
        bench.outcomes.add(new Outcome.NotHappened("refused connection"));
        bench.outcomes.add(new Outcome.NotHappened("refused connection"));
        bench.outcomes.add(new Outcome.Known(new Bench.OutsideAnswered("at last")));
        bench.submit(lane, "a", new Ask("?"));
        bench.settle(lane);
        bench.later(Duration.ofMillis(50));
        bench.settle(lane);
        assertThat(bench.calls).hasSize(1);
        bench.later(Duration.ofMillis(150));
        bench.settle(lane);
        assertThat(bench.calls).hasSize(2);
        bench.later(Duration.ofMillis(400));
        bench.settle(lane);

        assertThat(bench.calls).containsExactly("perform call-a", "perform call-a", "perform call-a");
        assertThat(bench.heard).containsExactly("answer at last");
    }

    @Test
    void what_was_under_way_at_a_crash_is_asked_about_before_it_is_repeated() {
        Lane crashing = new Lane(
                bench.definition("counters"),
                bench.store,
                withoutEffects(),
                0,
                bench.store.lanes(1),
                List.of(),
                () -> {});
        bench.submit(crashing, "a", new Ask("?"));
        bench.settle(crashing);
        assertThat(bench.calls).isEmpty();

        bench.outcomes.add(new Outcome.Known(new Bench.OutsideAnswered("it had happened")));
        bench.settle(bench.lane());

        assertThat(bench.calls).containsExactly("ask call-a");
    }

    @Test
    void a_later_attempt_that_was_under_way_at_a_crash_is_asked_about_too() {
        Lane crashing = bench.lane();
        bench.outcomes.add(new Outcome.NotHappened("refused connection"));
        bench.submit(crashing, "a", new Ask("?"));
        bench.settle(crashing);

        bench.later(Duration.ofSeconds(1));
        bench.outcomes.add(new Outcome.Known(new Bench.OutsideAnswered("it had happened")));
        bench.settle(bench.lane());

        assertThat(bench.calls).containsExactly("perform call-a", "ask call-a");
    }

    @Test
    void an_effect_whose_outcome_cannot_even_be_reported_is_attempted_again() {
        Lane lane = bench.lane();
        bench.outcomes.add(new Outcome.Unknown(Bench.UNREPORTABLE));
        bench.submit(lane, "a", new Ask("?"));
        bench.settle(lane);

        bench.later(Duration.ofSeconds(1));
        bench.outcomes.add(new Outcome.Known(new Bench.OutsideAnswered("it happened")));
        bench.settle(lane);

        assertThat(bench.calls).containsExactly("perform call-a", "ask call-a");
        assertThat(bench.heard).containsExactly("answer it happened");
    }

    @Test
    void an_owner_whose_lease_has_ended_begins_no_effects_until_it_is_renewed() {
        Lane lane = bench.lane();
        lane.heldUntil(bench.now);
        bench.outcomes.add(new Outcome.Known(new Bench.OutsideAnswered("yes")));
        bench.submit(lane, "a", new Ask("?"));
        lane.step();
        lane.step();
        assertThat(bench.calls).isEmpty();

        lane.heldUntil(bench.now.plusSeconds(1));
        bench.settle(lane);

        assertThat(bench.calls).containsExactly("perform call-a");
    }

    @Test
    void a_request_that_comes_when_its_lane_is_over_is_refused_at_once() {
        Lane lane = bench.lane();
        lane.refuseWaiting();

        CompletableFuture<Reply> late = bench.submit(lane, "a", new Add(1));

        assertThat(late.isDone()).isTrue();
        assertThat(late.exceptionNow()).isInstanceOf(OverloadedException.class);
    }

    @Test
    void a_batch_that_ends_in_the_middle_is_gone_on_with_by_a_new_lane_and_nothing_is_decided_twice() {
        Bench source = new Bench();
        Feed feed = commands(source.lane(), source.store, new Add(1), new Add(2), new Add(4));
        // All together; the first alone, which is committed; the others together, the second alone, and its dead
        // letter.
        FailsAtWrites store = new FailsAtWrites(List.of(1, 3, 4, 5));
        bench.store = store;
        Lane lane = bench.lane(feed);

        assertThatThrownBy(lane::step).isInstanceOf(BatchProcessor.LaneRestartException.class);
        assertThat(bench.counters.find("a")).contains(1L);
        bench.settle(bench.lane(feed));

        assertThat(bench.counters.find("a")).contains(7L);
        assertThat(bench.store.head(0)).isEqualTo(3);
    }

    @Test
    void a_lane_that_was_taken_over_cannot_commit_any_more() {
        Lane old = bench.lane();
        bench.lane();
        CompletableFuture<Reply> answer = bench.submit(old, "a", new Add(1));

        assertThatThrownBy(old::step).isInstanceOf(Store.FencedException.class);
        assertThatThrownBy(answer::join).hasCauseInstanceOf(OverloadedException.class);
        assertThat(bench.counters.find("a")).isEmpty();
    }

    @Test
    void a_commit_whose_answer_was_lost_is_neither_repeated_nor_forgotten() {
        LosesAnswers store = new LosesAnswers();
        bench.store = store;
        Lane lane = bench.lane();
        bench.settle(lane);
        store.loseNext = true;
        bench.submit(lane, "a", new Add(7));

        assertThatThrownBy(lane::step).isInstanceOf(BatchProcessor.LaneRestartException.class);
        Lane restarted = bench.lane();
        CompletableFuture<Reply> next = bench.submit(restarted, "a", new Add(1));
        bench.settle(restarted);

        assertThat(next.join()).isEqualTo(new Reply(new Total(8), "counters.0.2", false));
    }

    private Environment withoutEffects() {
        Environment environment = bench.environment();
        return new Environment(environment.clock(), environment.ids(), environment.random(), _ -> {});
    }

    /** A log that holds commands for the key {@code a}. */
    private static Feed commands(Lane lane, Store store, Add... commands) {
        MessageTypes types = MessageTypes.of("test", Add.class);
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < commands.length; i++) {
            entries.add(new LogEntry(
                    0,
                    i + 1,
                    "test.add.v1",
                    "a",
                    null,
                    null,
                    null,
                    java.time.Instant.EPOCH,
                    types.encode(commands[i]),
                    null));
        }
        Store.LaneState state = store.takeOver(0, "test");
        try (Tx tx = store.begin()) {
            store.write(
                    tx,
                    new Store.Bookkeeping(
                            0,
                            state.epoch(),
                            commands.length,
                            1,
                            entries,
                            java.util.Map.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            DeadLetters.Changes.NONE));
            tx.commit();
        }
        lane.tail().append(entries);
        return Bench.feed("commander", lane, store);
    }

    /** A handler that forgets to name its state. */
    private record Decide(Bench bench) implements Runnable {
        @Override
        public void run() {
            BatchWork work = new BatchWork(
                    bench.definition("counters"),
                    () -> null,
                    bench.now,
                    0,
                    0,
                    new StateCache(new StateCache.Shared(true)));
            work.begin(new Message<>("~request", "a", new Add(1), bench.now, null, null));
            work.get(bench.counters, "a");
        }
    }

    /** A store that commits and then pretends that the connection broke. */
    private static final class LosesAnswers extends DelegatingStore {
        boolean loseNext;

        LosesAnswers() {
            super(new InMemoryStore());
        }

        @Override
        public void write(Tx tx, Bookkeeping batch) {
            super.write(tx, batch);
            if (loseNext) {
                loseNext = false;
                tx.commit();
                throw new Lost();
            }
        }
    }

    /** A store that refuses some of its writes, counted from 1. */
    private static final class FailsAtWrites extends DelegatingStore {
        private final List<Integer> failing;
        private int writes;

        FailsAtWrites(List<Integer> failing) {
            super(new InMemoryStore());
            this.failing = failing;
        }

        @Override
        public void write(Tx tx, Bookkeeping batch) {
            if (failing.contains(++writes)) {
                throw new IllegalStateException("write " + writes + " is refused");
            }
            super.write(tx, batch);
        }
    }

    private static final class Lost extends RuntimeException implements Store.Failure {
        @Override
        public boolean isTransient() {
            return true;
        }
    }
}
