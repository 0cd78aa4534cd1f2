package skald.toolkit.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator can do to a saga that hangs, and cannot. */
class OperatorTest {
    private final Trip trip = new Trip(Trip.simple());

    @BeforeEach
    void begin() {
        trip.begin();
    }

    @Test
    void a_retry_sends_the_stuck_command_again_with_all_attempts_anew() {
        stuckAtPivot();
        trip.take();

        assertThat(trip.intervene(SagaVerb.RETRY, null, null))
                .isEqualTo(new Intervened(SagaStatus.RUNNING, "pay", true));
        assertThat(trip.take()).containsExactly("do pay");
        assertThat(trip.trip().attempts()).isEqualTo(1);

        trip.silence();
        assertThat(trip.take()).as("two more attempts").containsExactly("do pay", "do pay");
        assertThat(trip.status()).isEqualTo(SagaStatus.STUCK);
    }

    @Test
    void a_retry_of_a_saga_that_is_not_stuck_changes_nothing() {
        trip.take();

        assertThat(trip.intervene(SagaVerb.RETRY, null, null))
                .isEqualTo(new Intervened(SagaStatus.RUNNING, "flight", false));
        assertThat(trip.take()).isEmpty();
        assertThat(trip.decision.appended()).isEmpty();
    }

    @Test
    void a_resumed_saga_waits_for_the_answer_before_it_sends_again() {
        stuckAtPivot();
        trip.take();

        assertThat(trip.intervene(SagaVerb.RESUME, null, null))
                .isEqualTo(new Intervened(SagaStatus.RUNNING, "pay", true));
        assertThat(trip.take()).isEmpty();
        trip.silence();
        assertThat(trip.take()).as("all attempts, after a wait").containsExactly("do pay", "do pay", "do pay");
    }

    @Test
    void a_skipped_step_counts_as_done_and_is_shown_as_skipped() {
        stuckAtPivot();
        trip.done("pay");
        trip.silence();
        assertThat(trip.status()).isEqualTo(SagaStatus.STUCK);

        trip.intervene(SagaVerb.SKIP, null, null);

        assertThat(trip.status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(trip.steps()).contains(entry("tickets", "skipped"), entry("pay", "done"));
        assertThat(trip.intervene(SagaVerb.SKIP, "tickets", null))
                .as("repeated")
                .isEqualTo(new Intervened(SagaStatus.COMPLETED, "tickets", false));
    }

    @Test
    void a_skipped_compensation_lets_the_saga_go_on_backwards() {
        stuckAtUndo();

        trip.intervene(SagaVerb.SKIP, null, null);

        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(trip.steps())
                .contains(
                        entry("flight", "compensation-skipped"), entry("pay", "refused"), entry("tickets", "not-run"));
    }

    @Test
    void only_a_stuck_step_can_be_skipped() {
        assertThat(trip.intervene(SagaVerb.SKIP, null, null))
                .isInstanceOfSatisfying(
                        InterventionRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("saga.not-stuck"));
    }

    @Test
    void a_pivot_that_hangs_is_resolved_in_either_way() {
        stuckAtPivot();
        trip.intervene(SagaVerb.RESOLVE, "pay", ResolvedOutcome.REFUSED);
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATING);
        assertThat(trip.trip().reason()).as("the operator's words").isEqualTo("because");
        trip.undone("flight");
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);

        Trip other = new Trip(Trip.simple()).begin();
        other.done("flight");
        other.silence();
        other.intervene(SagaVerb.RESOLVE, null, ResolvedOutcome.DONE);
        assertThat(other.steps()).contains(entry("pay", "done"), entry("tickets", "running"));
        assertThat(other.intervene(SagaVerb.RESOLVE, "pay", ResolvedOutcome.DONE))
                .as("repeated")
                .isEqualTo(new Intervened(SagaStatus.RUNNING, "tickets", false));
    }

    @Test
    void a_compensation_that_hangs_is_resolved_as_undone() {
        stuckAtUndo();
        assertThat(trip.intervene(SagaVerb.RESOLVE, null, ResolvedOutcome.DONE))
                .isInstanceOf(InterventionRefused.class);
        assertThat(trip.intervene(SagaVerb.RESOLVE, null, ResolvedOutcome.REFUSED))
                .as("it was done, so it was not refused")
                .isInstanceOf(InterventionRefused.class);

        trip.intervene(SagaVerb.RESOLVE, null, ResolvedOutcome.UNDONE);

        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(trip.steps()).contains(entry("flight", "compensated"));
    }

    @Test
    void a_step_that_was_never_done_needs_no_compensation() {
        trip.silence();
        trip.silence();
        assertThat(trip.steps()).contains(entry("flight", "stuck"));

        trip.intervene(SagaVerb.RESOLVE, null, ResolvedOutcome.REFUSED);

        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(trip.steps()).contains(entry("flight", "refused"));
    }

    @Test
    void after_the_pivot_nothing_is_refused_and_nothing_turns() {
        stuckAtPivot();
        assertThat(trip.intervene(SagaVerb.COMPENSATE, null, null))
                .isInstanceOfSatisfying(InterventionRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("saga.past-pivot");
                    assertThat(refused.detail()).contains("\"pay\"");
                });
        trip.done("pay");
        assertThat(trip.intervene(SagaVerb.RESOLVE, null, ResolvedOutcome.REFUSED))
                .isInstanceOfSatisfying(
                        InterventionRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("saga.past-pivot"));
    }

    @Test
    void before_the_pivot_it_is_turned_around_once() {
        trip.take();
        trip.intervene(SagaVerb.COMPENSATE, null, null);
        assertThat(trip.intervene(SagaVerb.COMPENSATE, null, null))
                .isEqualTo(new Intervened(SagaStatus.COMPENSATING, "flight", false));

        assertThat(trip.take()).containsExactly("undo flight");
        trip.undone("flight");
        assertThat(trip.trip().cause()).isEqualTo(Cause.CANCELLED);
        assertThat(trip.coordinator.steps(trip.trip()).getFirst())
                .isEqualTo(new StepView("flight", "compensatable", "compensated", "unknown"));
    }

    @Test
    void every_deed_is_written_down_with_before_and_after() {
        stuckAtPivot();
        trip.intervene(SagaVerb.RESOLVE, "pay", ResolvedOutcome.DONE);

        assertThat(trip.decision.appended())
                .isEqualTo(List.of(new Intervention(
                        new SagaId("trip", "t1"),
                        trip.decision.now(),
                        "olga",
                        SagaVerb.RESOLVE,
                        "pay",
                        ResolvedOutcome.DONE,
                        "because",
                        "stuck at \"pay\" [d!.]",
                        "running at \"tickets\" [dd>]")));
    }

    @Test
    void at_its_end_nothing_can_be_done_to_a_saga() {
        trip.done("flight");
        trip.done("pay");
        trip.done("tickets");

        for (SagaVerb verb : SagaVerb.values()) {
            assertThat(trip.intervene(verb, null, ResolvedOutcome.DONE))
                    .as(verb.name())
                    .isInstanceOf(InterventionRefused.class);
        }
    }

    private void stuckAtPivot() {
        trip.done("flight");
        trip.silence();
        assertThat(trip.status()).isEqualTo(SagaStatus.STUCK);
    }

    private void stuckAtUndo() {
        trip.done("flight");
        trip.refused("pay");
        trip.silence();
        assertThat(trip.status()).isEqualTo(SagaStatus.STUCK);
    }
}
