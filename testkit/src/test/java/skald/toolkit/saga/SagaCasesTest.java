package skald.toolkit.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import skald.toolkit.saga.Participants.Fault;

/** Every step of a saga with parallel steps, and of one with a child saga, with everything that can go wrong at it. */
class SagaCasesTest {
    private static final List<String> PARALLEL = List.of("flight", "hotel", "car", "pay", "tickets");
    private static final List<String> CHILD = List.of("flight", "hotel", "form", "stamp", "file", "pay", "tickets");
    private static final List<String> RETRIABLE = List.of("file", "tickets");

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            PARALLEL.forEach(step -> add(cases, "parallel", step, fault));
            CHILD.forEach(step -> add(cases, "child", step, fault));
        }
        return cases.stream();
    }

    private static void add(List<Arguments> cases, String saga, String step, Fault fault) {
        if (fault != Fault.REFUSED || !RETRIABLE.contains(step)) {
            cases.add(Arguments.of(saga, step, fault));
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @MethodSource("cases")
    void whatever_goes_wrong_all_of_it_happens_or_nothing_remains(String saga, String step, Fault fault) {
        Trip trip = started(saga);
        Participants participants = new Participants(trip, step, fault);
        participants.settle();

        if (isStuckSomewhere(trip)) {
            assertThat(participants.isSilent())
                    .as("only silence leaves a saga stuck")
                    .isTrue();
            participants.recover();
            participants.settle();
        }
        assertAllOrNothing(trip, saga);
        assertThat(trip.status()).isEqualTo(fault == Fault.REFUSED ? SagaStatus.COMPENSATED : expected(step, fault));
        assertThat(trip.decision.timers()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: cancelled while {1} is under way, {2}")
    @MethodSource("cases")
    void a_cancellation_at_any_step_undoes_everything_or_comes_too_late(String saga, String step, Fault fault) {
        Trip trip = started(saga);
        Participants participants = new Participants(trip, step, fault);
        participants.settleUntilSent(step);
        trip.cancel();
        Object verdict = trip.decision.answer();
        participants.settle();
        if (isStuckSomewhere(trip)) {
            participants.recover();
            participants.settle();
        }

        assertAllOrNothing(trip, saga);
        if (verdict == Cancellation.ACCEPTED) {
            assertThat(trip.status()).isEqualTo(SagaStatus.COMPENSATED);
        }
    }

    private static SagaStatus expected(String step, Fault fault) {
        boolean turnable = !List.of("pay", "tickets", "stamp", "file").contains(step);
        return turnable && fault.isSilent() ? SagaStatus.COMPENSATED : SagaStatus.COMPLETED;
    }

    private static Trip started(String saga) {
        Supplier<Trip> trip = switch (saga) {
            case "parallel" -> () -> new Trip(Trip.parallel());
            default ->
                () -> {
                    Saga<Trip.Data> visa = Trip.visa();
                    return new Trip(Trip.withChild(visa), visa);
                };
        };
        return trip.get().begin();
    }

    private static boolean isStuckSomewhere(Trip trip) {
        return trip.all().stream().anyMatch(saga -> saga.status() == SagaStatus.STUCK);
    }

    private static void assertAllOrNothing(Trip trip, String saga) {
        List<String> steps = saga.equals("parallel") ? PARALLEL : CHILD;
        assertThat(trip.all())
                .as("everything ends")
                .allMatch(each -> each.status().isFinished());
        if (trip.status() == SagaStatus.COMPLETED) {
            assertThat(steps).allMatch(step -> trip.participants.get(step) == Trip.Memory.DONE);
        } else {
            assertThat(steps).noneMatch(step -> trip.participants.get(step) == Trip.Memory.DONE);
            int flight = trip.story.lastIndexOf("undo flight");
            assertThat(trip.story.indexOf("undo flight") >= 0
                            && (trip.story.lastIndexOf("do hotel") > flight
                                    || trip.story.lastIndexOf("undo hotel") > flight
                                    || trip.story.lastIndexOf("undo car") > flight))
                    .as("what ran at once is undone before what ran before it: %s", trip.story)
                    .isFalse();
        }
    }
}
