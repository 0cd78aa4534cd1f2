package skald.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skald.toolkit.DeadLetter;
import skald.toolkit.DeadLetter.Status;
import skald.toolkit.DeadLetters;
import skald.toolkit.DeadLetters.Filter;
import skald.toolkit.Idempotency;
import skald.toolkit.Leases;
import skald.toolkit.Store;
import skald.toolkit.Store.Bookkeeping;
import skald.toolkit.Store.DueTimers;
import skald.toolkit.Store.FencedException;
import skald.toolkit.Store.KeptReply;
import skald.toolkit.Store.LaneState;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.PendingEffect;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Store.Timer;
import skald.toolkit.Tx;

/** What every {@link Store} promises. A subclass gives a fresh one for each test. */
public abstract class StoreContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** A store that nobody has used. */
    protected abstract Store store();

    @Test
    void the_number_of_lanes_stays_as_it_was_at_the_first_start() {
        Store store = store();

        assertThat(store.lanes(3)).isEqualTo(3);
        store.takeOver(0, "first");
        assertThat(store.lanes(8)).isEqualTo(3);
        assertThat(store.lanes(1)).isEqualTo(3);
    }

    @Test
    void what_a_batch_leaves_is_there_for_the_next_writer() {
        Store store = store();
        store.lanes(1);
        LaneState first = store.takeOver(0, "first");
        SourceLane source = new SourceLane("orders", 2);
        PendingEffect effect = effect("e1", 2, true);
        write(
                store,
                batch(first, entries(1, 3), Map.of(source, 17L), List.of(), List.of(), List.of(effect), List.of()));

        LaneState next = store.takeOver(0, "next");

        assertThat(next.epoch()).isGreaterThan(first.epoch());
        assertThat(next.head()).isEqualTo(3);
        assertThat(next.commits()).isEqualTo(first.commits() + 1);
        assertThat(next.consumed()).isEqualTo(Map.of(source, 17L));
        assertThat(next.effects()).usingRecursiveComparison().isEqualTo(List.of(effect));
    }

    @Test
    void the_log_is_read_in_order_from_any_position() {
        Store store = store();
        store.lanes(1);
        write(store, batch(store.takeOver(0, "w"), entries(1, 10)));

        assertThat(store.log(0, 4, 3)).extracting(LogEntry::position).containsExactly(5L, 6L, 7L);
        assertThat(store.log(0, 9, 100)).singleElement().satisfies(entry -> {
            assertThat(entry.type()).isEqualTo("test.happened.v1");
            assertThat(entry.key()).isEqualTo("key-10");
            assertThat(entry.saga()).isEqualTo("order/key-10/step");
            assertThat(entry.cause()).isEqualTo("users/0/10");
            assertThat(entry.trace()).isNull();
            assertThat(entry.at()).isEqualTo(NOON.plusSeconds(10));
            assertThat(entry.body()).isEqualTo("{\"n\":10}".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(store.log(0, 10, 100)).isEmpty();
        assertThat(store.head(0)).isEqualTo(10);
    }

    @Test
    void a_writer_that_was_taken_over_is_fenced_and_leaves_nothing() {
        Store store = store();
        store.lanes(1);
        LaneState old = store.takeOver(0, "old");
        store.takeOver(0, "new");

        assertThatThrownBy(() -> write(store, batch(old, entries(1, 1)))).isInstanceOf(FencedException.class);
        assertThat(store.log(0, 0, 10)).isEmpty();
        assertThat(store.head(0)).isZero();
    }

    @Test
    void a_transaction_that_is_not_committed_leaves_nothing() {
        Store store = store();
        store.lanes(1);
        LaneState state = store.takeOver(0, "w");
        try (Tx tx = store.begin()) {
            store.write(tx, batch(state, entries(1, 5)));
        }

        assertThat(store.log(0, 0, 10)).isEmpty();
        assertThat(store.takeOver(0, "next").commits()).isEqualTo(state.commits());
    }

    @Test
    void due_timers_come_earliest_first_and_tell_when_to_look_again() {
        Store store = store();
        store.lanes(1);
        LaneState state = store.takeOver(0, "w");
        List<Timer> timers = List.of(timer("c", 3), timer("a", 1), timer("b", 2), timer("z", 60));
        write(store, batch(state, List.of(), Map.of(), timers, List.of(), List.of(), List.of()));

        DueTimers due = store.dueTimers(0, NOON.plusSeconds(5), 10);
        assertThat(due.due()).extracting(Timer::key).containsExactly("a", "b", "c");
        assertThat(due.next()).isEqualTo(NOON.plusSeconds(60));

        DueTimers some = store.dueTimers(0, NOON.plusSeconds(5), 2);
        assertThat(some.due()).extracting(Timer::key).containsExactly("a", "b");
        assertThat(some.next()).isEqualTo(NOON.plusSeconds(3));

        assertThat(store.dueTimers(0, NOON, 10).next()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void a_timer_that_is_scheduled_again_replaces_itself_and_one_that_is_over_is_gone() {
        Store store = store();
        store.lanes(1);
        LaneState state = store.takeOver(0, "w");
        write(
                store,
                batch(
                        state,
                        List.of(),
                        Map.of(),
                        List.of(timer("a", 1), timer("b", 1)),
                        List.of(),
                        List.of(),
                        List.of()));
        LaneState next = store.takeOver(0, "w");
        write(
                store,
                batch(next, List.of(), Map.of(), List.of(timer("a", 9)), List.of(timer("b", 0)), List.of(), List.of()));

        DueTimers timers = store.dueTimers(0, NOON.plusSeconds(5), 10);

        assertThat(timers.due()).isEmpty();
        assertThat(timers.next()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void a_kept_answer_is_found_by_its_scope_and_taken_only_once() {
        Store store = store();
        store.lanes(1);
        Idempotency asked = new Idempotency("ann", "POST /v1/orders", "k", "hash");
        KeptReply kept = new KeptReply(
                asked.scope(), "hash", "test.reply.v1", "{}".getBytes(StandardCharsets.UTF_8), "orders.0.7", NOON);
        write(
                store,
                batch(store.takeOver(0, "w"), List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(kept)));

        try (Tx tx = store.begin()) {
            assertThat(store.replies(tx, List.of(asked, new Idempotency("bob", "POST /v1/orders", "k", "hash"))))
                    .usingRecursiveComparison()
                    .isEqualTo(Map.of(asked.scope(), kept));
        }
        LaneState state = store.takeOver(0, "w");
        assertThatThrownBy(() ->
                        write(store, batch(state, List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(kept))))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void an_effect_is_updated_while_its_outcome_is_open_and_gone_when_it_is_over() {
        Store store = store();
        store.lanes(1);
        write(
                store,
                batch(
                        store.takeOver(0, "w"),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(effect("e1", 0, false), effect("e2", 0, false)),
                        List.of()));
        write(
                store,
                batch(
                        store.takeOver(0, "w"),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(effect("e1", 3, true)),
                        List.of()));
        LaneState state = store.takeOver(0, "w");
        assertThat(state.effects()).hasSize(2).anySatisfy(effect -> {
            assertThat(effect.id()).isEqualTo("e1");
            assertThat(effect.attempts()).isEqualTo(3);
            assertThat(effect.unknown()).isTrue();
        });

        try (Tx tx = store.begin()) {
            store.write(
                    tx,
                    new Bookkeeping(
                            0,
                            state.epoch(),
                            state.head(),
                            state.commits() + 1,
                            List.of(),
                            Map.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of("e1"),
                            List.of(),
                            DeadLetters.Changes.NONE));
            tx.commit();
        }
        assertThat(store.takeOver(0, "w").effects())
                .extracting(PendingEffect::id)
                .containsExactly("e2");
    }

    @Test
    void old_messages_are_forgotten_from_the_oldest_on_but_never_beyond_what_is_consumed() {
        Store store = store();
        store.lanes(1);
        write(store, batch(store.takeOver(0, "w"), entries(1, 10)));
        assertThat(store.first(0)).isEqualTo(1);

        assertThat(store.trim(0, 6, NOON.plus(Duration.ofDays(1)), 4)).isEqualTo(4);
        assertThat(store.trim(0, 6, NOON.plus(Duration.ofDays(1)), 100)).isEqualTo(2);
        assertThat(store.trim(0, 9, NOON.plusSeconds(8), 100)).isEqualTo(1);

        assertThat(store.first(0)).isEqualTo(8);
        assertThat(store.log(0, 7, 100)).extracting(LogEntry::position).containsExactly(8L, 9L, 10L);
        assertThat(store.log(0, 8, 1)).extracting(LogEntry::position).containsExactly(9L);
        assertThat(store.head(0)).isEqualTo(10);
    }

    @Test
    void parked_messages_are_found_again_in_the_order_of_their_queue() {
        Store store = store();
        store.lanes(2);
        DeadLetter failed = letter(0, 4, "a", Status.PARKED, NOON.plusSeconds(60));
        DeadLetter behind = letter(0, 9, "a", Status.WAITING, null);
        DeadLetter other = letter(0, 7, "b", Status.PARKED, null);
        park(store, List.of(failed, other, behind), List.of(), List.of());

        assertThat(store.takeOver(0, "next").parked())
                .isEqualTo(Map.of("users:a", NOON.plusSeconds(60), "users:b", Instant.MAX));
        assertThat(store.takeOver(1, "next").parked()).isEmpty();
        DeadLetters letters = store.deadLetters();
        assertThat(letters.countOpen()).isEqualTo(3);
        assertThat(letters.next(0, List.of("users:a"), 10))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(failed, behind);
        assertThat(letters.next(0, List.of("users:a", "users:b"), 1))
                .extracting(DeadLetter::position)
                .containsExactlyInAnyOrder(4L, 7L);
        assertThat(letters.list(new Filter("a", null, null), 0, 10)).hasSize(2);
        assertThat(letters.list(new Filter(null, "no such type", null), 0, 10)).isEmpty();
        List<DeadLetter> all = letters.list(Filter.ANY, 0, 10);
        assertThat(letters.list(Filter.ANY, all.getFirst().id(), 1))
                .singleElement()
                .extracting(DeadLetter::id)
                .isEqualTo(all.get(1).id());
        assertThat(letters.find(all.getFirst().id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(all.getFirst());
    }

    @Test
    void a_letter_that_is_over_keeps_its_history_and_lets_the_next_one_go() {
        Store store = store();
        store.lanes(1);
        park(
                store,
                List.of(letter(0, 4, "a", Status.PARKED, null), letter(0, 9, "a", Status.WAITING, null)),
                List.of(),
                List.of());
        DeadLetter first = store.deadLetters().list(Filter.ANY, 0, 1).getFirst();
        DeadLetter.Action action =
                new DeadLetter.Action(first.id(), DeadLetter.Verb.DISCARD, "ann", "a duplicate", NOON, "given up");
        park(store, List.of(), List.of(over(first)), List.of(action));

        assertThat(store.takeOver(0, "next").parked()).isEqualTo(Map.of("users:a", Instant.EPOCH));
        assertThat(store.deadLetters().countOpen()).isEqualTo(1);
        assertThat(store.deadLetters().history(first.id(), 10)).containsExactly(action);
        assertThat(store.deadLetters().list(new Filter(null, null, Status.DISCARDED), 0, 10))
                .extracting(DeadLetter::id)
                .containsExactly(first.id());
    }

    @Test
    void a_lane_is_acquired_by_one_and_free_again_when_it_is_given_back_or_its_lease_runs_out() {
        Store store = store();
        store.lanes(2);
        Leases leases = store.leases();
        Duration minute = Duration.ofMinutes(1);
        LaneState held = leases.acquire(0, "ann", minute).orElseThrow();
        assertThat(leases.acquire(0, "bob", minute)).isEmpty();
        leases.renew(0, held.epoch(), minute);
        write(store, batch(held, entries(1, 2)));
        assertThat(leases.roster().lanes())
                .extracting(lane -> lane.owner() + " " + lane.isFree() + " " + lane.head())
                .containsExactly("ann false 2", " true 0");

        leases.release(0, held.epoch());
        LaneState next = leases.acquire(0, "bob", Duration.ZERO).orElseThrow();
        assertThat(next.head()).isEqualTo(2);
        assertThatThrownBy(() -> leases.renew(0, held.epoch(), minute)).isInstanceOf(FencedException.class);
        assertThatThrownBy(() -> write(store, batch(held, entries(3, 3)))).isInstanceOf(FencedException.class);

        assertThat(leases.acquire(0, "ann", minute)).isPresent();
        assertThatThrownBy(() -> leases.renew(0, next.epoch(), minute)).isInstanceOf(FencedException.class);
        leases.release(0, next.epoch());
        assertThat(leases.acquire(0, "bob", minute)).isEmpty();
    }

    @Test
    void those_are_there_who_have_announced_themselves_in_time_and_not_left() {
        Leases leases = store().leases();
        leases.announce("bob", Duration.ofMinutes(1));
        leases.announce("ann", Duration.ofMinutes(1));
        leases.announce("gone", Duration.ofMillis(-1));
        leases.announce("left", Duration.ofMinutes(1));
        leases.leave("left");

        assertThat(leases.roster().instances()).containsExactly("ann", "bob");
    }

    @Test
    void the_earliest_effects_are_read_and_a_new_writer_finds_that_they_may_have_happened() {
        Store store = store();
        store.lanes(1);
        LaneState state = store.takeOver(0, "w");
        write(
                store,
                batch(
                        state,
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(effect("e2", 0, false), effect("e1", 0, false), effect("e3", 0, false)),
                        List.of()));

        assertThat(store.effects(0, 2)).extracting(PendingEffect::id).containsExactly("e1", "e2");
        assertThat(store.effects(0, 9)).noneMatch(PendingEffect::unknown);
        store.takeOver(0, "next");
        assertThat(store.effects(0, 9)).hasSize(3).allMatch(PendingEffect::unknown);
    }

    @Test
    void answers_and_letters_that_are_over_go_when_they_are_old_and_everything_else_stays() {
        Store store = store();
        store.lanes(1);
        KeptReply old = reply("old", NOON.minusSeconds(1));
        KeptReply young = reply("young", NOON);
        write(
                store,
                batch(
                        store.takeOver(0, "w"),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(old, young)));
        park(
                store,
                List.of(letter(0, 4, "a", Status.PARKED, null), letter(0, 5, "b", Status.PARKED, null)),
                List.of(),
                List.of());
        DeadLetter discarded = store.deadLetters().list(Filter.ANY, 0, 1).getFirst();
        park(
                store,
                List.of(),
                List.of(over(discarded)),
                List.of(new DeadLetter.Action(
                        discarded.id(), DeadLetter.Verb.DISCARD, "ann", "a duplicate", NOON, "given up")));

        assertThat(store.answers().expire(NOON, 0)).isZero();
        assertThat(store.lettersOver().expire(NOON.plusSeconds(1), 0)).isZero();

        try (Tx tx = store.begin()) {
            assertThat(store.replies(tx, List.of(asked("old"), asked("young"))))
                    .containsOnlyKeys(asked("young").scope());
        }
        assertThat(store.deadLetters().find(discarded.id())).isEmpty();
        assertThat(store.deadLetters().history(discarded.id(), 10)).isEmpty();
        assertThat(store.deadLetters().countOpen()).isEqualTo(1);
    }

    private static Idempotency asked(String key) {
        return new Idempotency("ann", "POST /v1/orders", key, "hash");
    }

    private static KeptReply reply(String key, Instant at) {
        return new KeptReply(
                asked(key).scope(), "hash", "test.reply.v1", "{}".getBytes(StandardCharsets.UTF_8), "orders.0.7", at);
    }

    private static void park(
            Store store, List<DeadLetter> parked, List<DeadLetter> changed, List<DeadLetter.Action> actions) {
        LaneState state = store.takeOver(0, "w");
        write(
                store,
                new Bookkeeping(
                        0,
                        state.epoch(),
                        state.head(),
                        state.commits() + 1,
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new DeadLetters.Changes(parked, changed, actions)));
    }

    private static DeadLetter letter(int lane, long position, String key, Status status, @Nullable Instant retryAt) {
        return new DeadLetter(
                0,
                lane,
                "users",
                0,
                position,
                "users:" + key,
                "test.happened.v1",
                key,
                "{}".getBytes(StandardCharsets.UTF_8),
                null,
                "00-1-1-00",
                NOON,
                status,
                1,
                "it broke",
                NOON,
                retryAt);
    }

    private static DeadLetter over(DeadLetter letter) {
        return new DeadLetter(
                letter.id(),
                letter.lane(),
                letter.source(),
                letter.sourceLane(),
                letter.position(),
                letter.queue(),
                letter.type(),
                letter.key(),
                letter.body(),
                letter.saga(),
                letter.trace(),
                letter.at(),
                Status.DISCARDED,
                letter.attempts(),
                letter.reason(),
                letter.parkedAt(),
                null);
    }

    private static void write(Store store, Bookkeeping batch) {
        try (Tx tx = store.begin()) {
            store.write(tx, batch);
            tx.commit();
        }
    }

    private static Bookkeeping batch(LaneState state, List<LogEntry> log) {
        return batch(state, log, Map.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static Bookkeeping batch(
            LaneState state,
            List<LogEntry> log,
            Map<SourceLane, Long> consumed,
            List<Timer> timers,
            List<Timer> timersOver,
            List<PendingEffect> effects,
            List<KeptReply> replies) {
        return new Bookkeeping(
                0,
                state.epoch(),
                state.head() + log.size(),
                state.commits() + 1,
                log,
                consumed,
                timers,
                timersOver,
                effects,
                List.of(),
                replies,
                DeadLetters.Changes.NONE);
    }

    private static List<LogEntry> entries(int from, int to) {
        List<LogEntry> entries = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            entries.add(new LogEntry(
                    0,
                    n,
                    "test.happened.v1",
                    "key-" + n,
                    "order/key-" + n + "/step",
                    "users/0/" + n,
                    null,
                    NOON.plusSeconds(n),
                    ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8),
                    null));
        }
        return entries;
    }

    private static Timer timer(String key, int seconds) {
        return new Timer(
                key, "alarm", NOON.plusSeconds(seconds), "test.alarm.v1", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static PendingEffect effect(String id, int attempts, boolean unknown) {
        return new PendingEffect(
                id, "key", "test.call.v1", "{}".getBytes(StandardCharsets.UTF_8), null, null, attempts, unknown, NOON);
    }
}
