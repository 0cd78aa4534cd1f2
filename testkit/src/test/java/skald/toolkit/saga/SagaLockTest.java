package skald.toolkit.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import skald.testkit.Decision;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.SagaRef;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Work;
import skald.toolkit.memory.InMemorySagas;

/** Semantic locks: sagas that want the same rooms. */
class SagaLockTest {
    record Stay(String id, List<String> rooms) {}

    record Begin(String id, List<String> rooms) {}

    record Cancel(String id) {}

    private final InMemorySagas sagas = new InMemorySagas();
    private final Decision decision = new Decision(Trip.NOON);
    private Saga<Stay> stay = table(LockMode.queue(2));
    private Coordinator coordinator = new Coordinator(sagas, stay);

    @Test
    void a_saga_whose_lock_is_taken_fails_where_it_must_not_wait() {
        use(LockMode.fail());
        assertThat(begin("a", "r1")).isEqualTo(Start.STARTED);
        assertThat(begin("b", "r1")).isEqualTo(Start.LOCKED);
        assertThat(decision.state(sagas, id("b"))).as("nothing was started").isNull();
        assertThat(begin("c", "r2")).isEqualTo(Start.STARTED);

        finish("a");
        assertThat(begin("b", "r1")).isEqualTo(Start.STARTED);
    }

    @Test
    void sagas_wait_in_the_order_in_which_they_came() {
        begin("a", "r1");
        assertThat(begin("b", "r1")).isEqualTo(Start.QUEUED);
        assertThat(begin("c", "r1")).isEqualTo(Start.QUEUED);
        assertThat(status("b")).isEqualTo(SagaStatus.WAITING);
        assertThat(decision.sent()).isEmpty();

        finish("a");
        look();
        assertThat(status("b")).isEqualTo(SagaStatus.RUNNING);
        assertThat(status("c")).isEqualTo(SagaStatus.WAITING);
        finish("b");
        look();
        assertThat(status("c")).isEqualTo(SagaStatus.RUNNING);
    }

    @Test
    void a_line_is_bounded() {
        begin("a", "r1");
        begin("b", "r1");
        begin("c", "r1");
        assertThat(begin("d", "r1")).isEqualTo(Start.QUEUE_FULL);
        assertThat(decision.state(sagas, id("d"))).isNull();
        assertThat(line("r1")).containsExactly("a", "b", "c");
    }

    @Test
    void nobody_waits_for_one_who_came_later_so_there_is_no_circle() {
        begin("a", "r1");
        assertThat(begin("b", "r2", "r1")).isEqualTo(Start.QUEUED);
        assertThat(begin("c", "r1", "r2"))
                .as("the same rooms, named the other way round")
                .isEqualTo(Start.QUEUED);
        assertThat(line("r1")).containsExactly("a", "b", "c");
        assertThat(line("r2")).containsExactly("b", "c");

        finish("a");
        look();
        assertThat(status("b")).isEqualTo(SagaStatus.RUNNING);
        finish("b");
        look();
        look();
        assertThat(status("c")).isEqualTo(SagaStatus.RUNNING);
    }

    @Test
    void one_that_waited_too_long_gives_up_and_leaves_the_line() {
        use(LockMode.queue(5, Duration.ofSeconds(3)));
        begin("a", "r1");
        begin("b", "r1");
        look();
        assertThat(decision.now()).isEqualTo(Trip.NOON.plusSeconds(3));
        assertThat(status("b")).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(saga("b").cause()).isEqualTo(Cause.EXPIRED);
        assertThat(line("r1")).containsExactly("a");
        assertThat(coordinator.steps(saga("b"))).allMatch(step -> step.state().equals("not-run"));
    }

    @Test
    void one_that_is_cancelled_while_it_waits_leaves_the_line() {
        begin("a", "r1");
        begin("b", "r1");
        decide("b", new Cancel("b"), null);
        assertThat(decision.answer()).isEqualTo(Cancellation.ACCEPTED);
        assertThat(status("b")).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(line("r1")).containsExactly("a");
    }

    @Test
    void a_stuck_saga_keeps_its_locks_until_an_operator_has_ended_it() {
        begin("a", "r1");
        begin("b", "r1");
        answer("a", "flight", new Trip.Done("flight"));
        for (int i = 0; i < 9 && status("a") != SagaStatus.STUCK; i++) {
            look();
        }
        assertThat(status("a")).isEqualTo(SagaStatus.STUCK);
        assertThat(line("r1")).containsExactly("a", "b");

        decide("a", new Intervene("stay", "a", SagaVerb.SKIP, null, null, "because", "olga"), null);
        assertThat(status("a")).isEqualTo(SagaStatus.COMPLETED);
        look();
        assertThat(status("b")).isEqualTo(SagaStatus.RUNNING);
    }

    @Test
    void a_saga_that_is_a_step_of_another_cannot_have_locks_of_its_own() {
        Saga<Stay> parent = Saga.named("parent", 1, Stay.class)
                .step("stay")
                .saga(stay, data -> data)
                .undo((_, _) -> new Trip.Undo("stay"))
                .undone(Trip.Undone.class)
                .pivot("pay")
                .send((_, _) -> new Trip.Do("pay"))
                .done(Trip.Done.class)
                .build();
        assertThatThrownBy(() -> new Coordinator(sagas, parent, stay))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Let the parent take them");
    }

    // --- fixtures ---

    private static Saga<Stay> table(LockMode mode) {
        return Saga.named("stay", 1, Stay.class)
                .retries(Trip.RETRIES)
                .locks(mode, Stay::rooms)
                .step("flight")
                .send((_, _) -> new Trip.Do("flight"))
                .done(Trip.Done.class)
                .undo((_, _) -> new Trip.Undo("flight"))
                .undone(Trip.Undone.class)
                .pivot("pay")
                .send((_, _) -> new Trip.Do("pay"))
                .done(Trip.Done.class)
                .build();
    }

    private void use(LockMode mode) {
        stay = table(mode);
        coordinator = new Coordinator(sagas, stay);
    }

    private Object begin(String id, String... rooms) {
        decide(id, new Begin(id, List.of(rooms)), null);
        return Objects.requireNonNull(decision.answer());
    }

    private void finish(String id) {
        answer(id, "flight", new Trip.Done("flight"));
        answer(id, "pay", new Trip.Done("pay"));
        assertThat(status(id)).isEqualTo(SagaStatus.COMPLETED);
    }

    private void answer(String id, String step, Object body) {
        decide(id, body, new SagaRef("stay", id, step, false));
    }

    /** The next timer fires. */
    private void look() {
        Decision.Timer timer = decision.timers().stream()
                .min(java.util.Comparator.comparing(Decision.Timer::dueAt))
                .orElseThrow();
        decision.unschedule(timer.key(), timer.name());
        if (timer.dueAt().isAfter(decision.now())) {
            decision.at(timer.dueAt());
        }
        decide(timer.key(), timer.body(), null);
    }

    private void decide(String key, Object body, @org.jspecify.annotations.Nullable SagaRef ref) {
        ServiceDefinition service = coordinator
                .register(ServiceDefinition.named("stays")
                        .types(MessageTypes.of(
                                "test",
                                Trip.Do.class,
                                Trip.Undo.class,
                                Trip.Done.class,
                                Trip.Undone.class,
                                Begin.class,
                                Cancel.class))
                        .handle(Begin.class, new Beginning())
                        .handle(Cancel.class, new Cancelling()))
                .build();
        decision.when(service, key, body, ref);
    }

    private static SagaId id(String id) {
        return new SagaId("stay", id);
    }

    private SagaInstance saga(String id) {
        return Objects.requireNonNull(decision.state(sagas, id(id)));
    }

    private SagaStatus status(String id) {
        return saga(id).status();
    }

    private List<String> line(String room) {
        SagaLock lock = decision.state(sagas.locks(), room);
        return SagaLock.orFree(lock).line().stream()
                .map(holder -> holder.saga().instance())
                .toList();
    }

    private final class Beginning implements Handler<Begin> {
        @Override
        public void needs(Message<Begin> message, Needs needs) {
            coordinator.needs(stay, message.body().id(), message.key(), data(message), needs);
        }

        @Override
        public void decide(Message<Begin> message, Work work) {
            work.reply(coordinator.start(stay, message.body().id(), message.key(), data(message), work));
        }

        private static Stay data(Message<Begin> message) {
            return new Stay(message.body().id(), message.body().rooms());
        }
    }

    private final class Cancelling implements Handler<Cancel> {
        @Override
        public void needs(Message<Cancel> message, Needs needs) {
            coordinator.needs(stay, message.body().id(), message.key(), needs);
        }

        @Override
        public void decide(Message<Cancel> message, Work work) {
            work.reply(coordinator.cancel(stay, message.body().id(), "changed my mind", work));
        }
    }
}
