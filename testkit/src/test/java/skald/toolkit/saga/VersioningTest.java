package skald.toolkit.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import skald.toolkit.saga.Trip.Data;

/** Definitions change while sagas run. */
class VersioningTest {

    @Test
    void a_running_saga_finishes_on_the_definition_it_was_started_with() {
        Trip old = new Trip(Trip.simple()).begin();
        Trip trip = old.deployed(longer(start -> start), Trip.simple());

        trip.done("flight");
        trip.done("pay");
        trip.done("tickets");
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(trip.trip().generation()).isEqualTo(1);
    }

    @Test
    void a_changed_table_of_a_known_generation_stops_the_start_and_says_what_to_do() {
        Trip trip = new Trip(Trip.simple());

        assertThatThrownBy(() -> trip.deployed(Trip.parallel()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"trip\"")
                .hasMessageContaining("new generation")
                .hasMessageContaining("hotel");
    }

    @Test
    void an_explicit_migration_moves_a_running_saga_by_the_names_of_its_steps() {
        Trip old = new Trip(Trip.simple()).begin();
        old.done("flight");
        Trip trip = old.deployed(longer(start ->
                start.migrate(1, progress -> progress.renamed("pay", "charge").added("hotel", StepState.SKIPPED))));

        trip.done("pay");
        assertThat(trip.trip().generation()).isEqualTo(2);
        assertThat(trip.steps())
                .containsExactly(
                        entry("flight", "done"),
                        entry("hotel", "skipped"),
                        entry("charge", "done"),
                        entry("tickets", "running"));
        trip.done("tickets");
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPLETED);
    }

    @Test
    void a_step_that_was_inserted_can_be_done_now() {
        Trip old = new Trip(Trip.simple()).begin();
        old.done("flight");
        Trip trip = old.deployed(longer(start -> start.migrate(
                1,
                progress -> progress.renamed("pay", "charge")
                        .added("charge", StepState.WAITING)
                        .added("hotel", StepState.RUNNING))));
        trip.take();

        trip.nextTimer();
        assertThat(trip.take()).containsExactly("do hotel");
        trip.done("hotel");
        assertThat(trip.take()).containsExactly("do charge");
    }

    @Test
    void a_saga_without_a_definition_waits_and_is_listed_by_the_check() {
        Trip old = new Trip(Trip.simple()).begin();
        Trip trip = old.deployed(longer(start -> start));
        trip.take();
        trip.keep();

        trip.done("flight");
        trip.nextTimer();
        assertThat(trip.take()).isEmpty();
        assertThat(trip.trip().progress()).as("it waits as it was").isEqualTo(">..");
        assertThat(trip.decision.timers()).hasSize(1);
        assertThat(trip.intervene(SagaVerb.RETRY, null, null))
                .isInstanceOfSatisfying(
                        InterventionRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("saga.no-definition"));
        assertThat(trip.coordinator.check(10)).singleElement().satisfies(trouble -> {
            assertThat(trouble.saga()).isEqualTo(new SagaId("trip", "t1"));
            assertThat(trouble.reason()).contains("generation 1").contains("not defined any more");
        });

        Trip again = trip.deployed(longer(start -> start), Trip.simple());
        assertThat(again.coordinator.check(10)).isEmpty();
        again.nextTimer();
        assertThat(again.take()).as("sent again, since its answer was dropped").containsExactly("do flight");
    }

    @Test
    void a_migration_that_leaves_a_saga_nowhere_is_listed_with_the_reason() {
        Trip old = new Trip(Trip.simple()).begin();
        old.done("flight");
        old.keep();
        Trip unplaced = old.deployed(longer(start -> start.migrate(1, progress -> progress.renamed("pay", "charge"))));
        assertThat(unplaced.coordinator.check(10))
                .singleElement()
                .satisfies(trouble ->
                        assertThat(trouble.reason()).contains("\"hotel\"").contains("say what it is"));

        Trip unnamed =
                old.deployed(Trip.simple(3, start -> start.migrate(1, progress -> progress.renamed("pay", "x"))));
        assertThat(unnamed.coordinator.check(10))
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.reason()).contains("it has no steps [x]"));
    }

    @Test
    void a_step_that_now_runs_beside_the_one_under_way_is_not_left_out() {
        Trip trip = moved(new Trip(inTurn()).begin());

        trip.done("flight");
        assertThat(trip.take()).containsExactly("do hotel");
        assertThat(trip.steps())
                .containsExactly(entry("flight", "done"), entry("hotel", "running"), entry("pay", "waiting"));
        trip.done("hotel");
        trip.done("pay");
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPLETED);
    }

    @Test
    void a_step_that_now_runs_beside_a_refused_one_is_not_begun() {
        Trip trip = moved(new Trip(inTurn()).begin());

        trip.refused("flight");
        assertThat(trip.take()).isEmpty();
        assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);
    }

    @Test
    void a_child_that_ended_while_its_parent_had_no_definition_is_found_when_the_parent_is_looked_at() {
        Trip trip = restoredAfterItsVisaWasIssued();

        for (int i = 0; i < 3 && trip.steps().get("visa").equals("running"); i++) {
            trip.nextTimer();
        }
        assertThat(trip.decision.now()).isBefore(Trip.NOON.plus(Duration.ofHours(2)));
        assertThat(trip.steps()).contains(entry("visa", "done"), entry("pay", "running"));
        assertThat(trip.take()).containsExactly("do pay");
    }

    @Test
    void a_child_that_ended_while_its_parent_had_no_definition_is_found_by_resume() {
        Trip trip = restoredAfterItsVisaWasIssued();

        trip.intervene(SagaVerb.RESUME, null, null);
        assertThat(trip.steps()).contains(entry("visa", "done"), entry("pay", "running"));
        assertThat(trip.take()).containsExactly("do pay");
    }

    @Test
    void a_child_that_ended_while_its_parent_had_no_definition_is_undone_when_the_parent_turns() {
        Trip trip = restoredAfterItsVisaWasIssued();

        trip.cancel();
        assertThat(trip.take()).containsExactly("undo visa", "undo hotel");
    }

    @Test
    void a_child_that_was_undone_while_its_parent_had_no_definition_is_a_refusal() {
        Saga<Data> visa = Trip.visa();
        Saga<Data> cruise = Trip.pivot(
                        Trip.named("cruise", 1)
                                .step("visa")
                                .saga(visa, data -> data)
                                .undo((_, _) -> new Trip.Undo("visa"))
                                .undone(Trip.Undone.class)
                                .pivot("pay"),
                        "pay")
                .build();
        Trip undefined = waitingForItsVisa(visa).deployed(longer(start -> start), visa, cruise);
        undefined.refused("stamp");
        undefined.undone("form");
        assertThat(undefined.child().status()).isEqualTo(SagaStatus.COMPENSATED);

        Trip trip = undefined.deployed(Trip.withChild(visa), visa);
        trip.intervene(SagaVerb.RESUME, null, null);
        assertThat(trip.steps()).contains(entry("visa", "refused"), entry("hotel", "compensating"));
        assertThat(trip.trip().reason()).isEqualTo("stamp is refused");
    }

    @Test
    void a_child_that_is_gone_is_left_to_the_operator() {
        Saga<Data> visa = Trip.visa();
        Trip before = waitingForItsVisa(visa);
        Trip trip = new Trip(Trip.withChild(visa), visa);
        trip.decision.given(trip.sagas, before.trip().id(), before.trip());

        trip.intervene(SagaVerb.RESUME, null, null);
        assertThat(trip.status()).isEqualTo(SagaStatus.STUCK);
        assertThat(trip.trip().reason()).isEqualTo("the saga that is \"visa\" is gone");
        assertThat(trip.intervene(SagaVerb.RETRY, null, null))
                .isInstanceOfSatisfying(
                        InterventionRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("saga.not-repeatable"));
        trip.intervene(SagaVerb.RESOLVE, "visa", ResolvedOutcome.DONE);
        assertThat(trip.take()).containsExactly("do pay");
    }

    private static Trip waitingForItsVisa(Saga<Data> visa) {
        Trip trip = new Trip(Trip.withChild(visa), visa).begin();
        trip.done("flight");
        trip.done("hotel");
        trip.done("form");
        return trip;
    }

    private static Trip restoredAfterItsVisaWasIssued() {
        Saga<Data> visa = Trip.visa();
        Trip undefined = waitingForItsVisa(visa).deployed(longer(start -> start), visa);
        undefined.done("stamp");
        undefined.done("file");
        assertThat(undefined.child().status()).isEqualTo(SagaStatus.COMPLETED);
        return undefined.deployed(Trip.withChild(visa), visa);
    }

    /** flight → hotel → pay. */
    private static Saga<Data> inTurn() {
        SagaTable.Next<Data> flown = Trip.step(Trip.named("trip", 1).step("flight"), "flight");
        return Trip.pivot(Trip.step(flown.step("hotel"), "hotel").pivot("pay"), "pay")
                .build();
    }

    /** flight and hotel at once → pay. */
    private static Trip moved(Trip old) {
        SagaTable.Fork<Data> fork =
                Trip.named("trip", 2).migrate(1, progress -> progress).inParallel();
        SagaTable.Branches<Data> booked =
                Trip.branch(Trip.branch(fork.branch("flight"), "flight").branch("hotel"), "hotel");
        return old.deployed(Trip.pivot(booked.join().pivot("pay"), "pay").build());
    }

    /** flight → hotel → charge → tickets. */
    private static Saga<Data> longer(java.util.function.UnaryOperator<SagaTable.Start<Data>> head) {
        SagaTable.Next<Data> booked = Trip.step(
                Trip.step(head.apply(Trip.named("trip", 2)).step("flight"), "flight")
                        .step("hotel"),
                "hotel");
        return Trip.retriable(Trip.pivot(booked.pivot("charge"), "charge").then("tickets"), "tickets")
                .build();
    }
}
