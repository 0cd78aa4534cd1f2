package skald.toolkit.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Steps that run at once, and steps that are sagas themselves. */
class ParallelAndChildTest {

    @Test
    void steps_that_run_at_once_are_all_sent_and_all_awaited() {
        Trip trip = new Trip(Trip.parallel()).begin();
        trip.done("flight");
        assertThat(trip.take()).containsExactly("do flight", "do hotel", "do car");

        trip.done("car");
        assertThat(trip.steps()).contains(entry("hotel", "running"), entry("car", "done"), entry("pay", "waiting"));
        assertThat(trip.take()).isEmpty();
        trip.done("hotel");
        assertThat(trip.take()).containsExactly("do pay");
    }

    @Test
    void a_refused_branch_waits_for_the_others_before_anything_is_undone() {
        Trip trip = new Trip(Trip.parallel()).begin();
        trip.done("flight");
        trip.take();
        trip.refused("hotel");
        assertThat(trip.take()).isEmpty();
        assertThat(trip.steps()).contains(entry("hotel", "refused"), entry("car", "running"));

        trip.done("car");
        assertThat(trip.take()).containsExactly("undo car");
        trip.undone("car");
        assertThat(trip.take()).containsExactly("undo flight");
        trip.undone("flight");
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(trip.trip().reason()).isEqualTo("hotel is refused");
    }

    @Test
    void each_branch_has_its_own_attempts() {
        Trip trip = new Trip(Trip.parallel()).begin();
        trip.done("flight");
        trip.done("car");
        trip.take();
        trip.silence();
        assertThat(trip.take()).containsExactly("do hotel", "do hotel", "undo car", "undo hotel");
        assertThat(trip.steps()).contains(entry("hotel", "compensating"), entry("car", "compensating"));
        assertThat(trip.trip().cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void a_stuck_compensation_of_one_branch_lets_the_other_end_and_keeps_the_saga() {
        Trip trip = new Trip(Trip.parallel()).begin();
        trip.done("flight");
        trip.done("car");
        trip.done("hotel");
        trip.refused("pay");
        trip.undone("car");
        trip.silence();
        assertThat(trip.status()).isEqualTo(SagaStatus.STUCK);
        assertThat(trip.steps())
                .contains(entry("hotel", "stuck"), entry("car", "compensated"), entry("flight", "done"));

        trip.intervene(SagaVerb.SKIP, "hotel", null);
        trip.undone("flight");
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);
    }

    @Test
    void a_cancellation_undoes_branches_that_were_not_answered_too() {
        Trip trip = new Trip(Trip.parallel()).begin();
        trip.done("flight");
        trip.done("car");
        trip.take();
        trip.cancel();
        assertThat(trip.take()).containsExactly("undo car", "undo hotel");
        assertThat(trip.coordinator.steps(trip.trip()))
                .contains(new StepView("hotel", "compensatable", "compensating", "unknown"));
    }

    @Test
    void a_child_that_completes_is_a_step_that_is_done_and_teaches_its_parent() {
        Trip trip = withVisa();
        trip.done("hotel");
        trip.done("form");
        trip.done("stamp");
        assertThat(trip.steps()).contains(entry("visa", "running"));
        trip.done("file");

        assertThat(trip.child().status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(trip.steps()).contains(entry("visa", "done"), entry("pay", "running"));
        assertThat(new String(trip.trip().data(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("visa of t1");
    }

    @Test
    void a_child_that_is_undone_is_a_refusal() {
        Trip trip = withVisa();
        trip.done("hotel");
        trip.done("form");
        trip.refused("stamp");
        trip.undone("form");

        assertThat(trip.child().status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(trip.trip().reason()).isEqualTo("stamp is refused");
        assertThat(trip.steps()).contains(entry("visa", "refused"), entry("hotel", "compensating"));
    }

    @Test
    void a_completed_child_is_undone_by_the_declared_compensation() {
        Trip trip = withVisa();
        trip.done("hotel");
        trip.done("form");
        trip.done("stamp");
        trip.done("file");
        trip.take();
        trip.refused("pay");
        assertThat(trip.take()).containsExactly("undo visa", "undo hotel");
    }

    @Test
    void cancelling_the_parent_cancels_a_child_before_its_pivot_and_waits_for_it() {
        Trip trip = withVisa();
        trip.take();
        trip.cancel();
        assertThat(trip.take()).as("the child goes back first").containsExactly("undo form");
        assertThat(trip.child().cause()).isEqualTo(Cause.CANCELLED);
        assertThat(trip.steps()).contains(entry("visa", "running"), entry("hotel", "unknown"));

        trip.undone("form");
        assertThat(trip.steps()).contains(entry("visa", "refused"));
        assertThat(trip.take()).containsExactly("undo hotel");
    }

    @Test
    void a_child_past_its_pivot_is_carried_through_and_then_undone() {
        Trip trip = withVisa();
        trip.done("form");
        trip.take();
        trip.cancel();
        assertThat(trip.child().status()).isEqualTo(SagaStatus.RUNNING);
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATING);
        assertThat(trip.take()).isEmpty();

        trip.done("stamp");
        trip.done("file");
        assertThat(trip.take()).containsExactly("do file", "undo visa", "undo hotel");
    }

    @Test
    void the_parents_deadline_turns_the_child_around_too() {
        Saga<Trip.Data> visa = Trip.visa();
        Trip trip = new Trip(Trip.withChild(visa, Duration.ofSeconds(5)), visa).begin();
        trip.done("flight");
        trip.nextTimer();

        assertThat(trip.trip().cause()).isEqualTo(Cause.EXPIRED);
        assertThat(trip.child().cause()).isEqualTo(Cause.EXPIRED);
    }

    @Test
    void a_child_is_undone_by_another_saga_where_that_is_declared() {
        Saga<Trip.Data> visa = Trip.visa();
        Saga<Trip.Data> giveBack = Trip.retriable(Trip.named("give back", 1).then("send back"), "send back")
                .build();
        Saga<Trip.Data> root = Trip.pivot(
                        Trip.named("trip", 1)
                                .step("visa")
                                .saga(visa, data -> data)
                                .undo(giveBack, data -> data)
                                .pivot("pay"),
                        "pay")
                .build();
        Trip trip = new Trip(root, visa, giveBack).begin();
        trip.done("form");
        trip.done("stamp");
        trip.done("file");
        trip.take();
        trip.refused("pay");
        assertThat(trip.take()).containsExactly("do send back");
        assertThat(trip.steps()).contains(entry("visa", "compensating"));
        trip.done("send back");
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);
    }

    private static Trip withVisa() {
        Saga<Trip.Data> visa = Trip.visa();
        Trip trip = new Trip(Trip.withChild(visa), visa).begin();
        trip.done("flight");
        return trip;
    }
}
