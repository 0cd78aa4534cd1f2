package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import skald.toolkit.memory.InMemoryStore;

/** The clock of a process may jump; the store's goes on. */
class ClockJumpTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant storeTime = NOON;
    private Instant processTime = NOON;
    private final InMemoryStore store = new InMemoryStore(() -> storeTime);

    /** Gives turns when the test says so. */
    private static final class ByHand implements Scheduler {
        final List<Turns> started = new ArrayList<>();

        @Override
        public Task start(String name, Turns turns) {
            started.add(turns);
            return new Task() {
                @Override
                public void wake() {}

                @Override
                public void join() {}
            };
        }

        @Override
        public void pause(Duration duration) {}

        @Override
        public void beside(Runnable work) {}

        @Override
        public void call(Callable<Outcome> call, Duration deadline, Consumer<Outcome> done) {}

        void round() {
            List.copyOf(started).forEach(Turns::take);
        }
    }

    @Test
    void a_process_whose_clock_jumps_back_stays_known_and_keeps_its_lane() {
        ByHand turns = new ByHand();
        Service service = new Service(
                ServiceDefinition.named("counters").build(),
                store,
                new Environment(() -> processTime, () -> new UUID(7, 7), new Random(1), Runnable::run, turns),
                1);
        service.start(Sharing.as("one"));
        turns.round();
        assertThat(service.ownLanes()).containsExactly(0);

        processTime = NOON.minus(Duration.ofHours(1));
        for (int second = 0; second < 10; second++) {
            turns.round();
            storeTime = storeTime.plusSeconds(1);
            processTime = processTime.plusSeconds(1);
        }

        assertThat(store.leases().roster().instances()).containsExactly("one");
        assertThat(store.leases().roster().lanes().getFirst().isFree()).isFalse();
    }

    @Test
    void a_refusal_at_the_door_does_not_outlast_a_clock_that_jumps_back() {
        List<Admission.Backlog> waiting = new ArrayList<>();
        waiting.add(new Admission.Backlog("orders", Admission.MOST_MESSAGES + 1, 0));
        Admission admission = new Admission(() -> processTime, () -> waiting);
        assertThat(refusal(admission)).isPresent();

        waiting.clear();
        processTime = NOON.minus(Duration.ofHours(1));

        assertThat(refusal(admission)).isEmpty();
    }

    private static Optional<String> refusal(Admission admission) {
        try {
            admission.requireRoom();
            return Optional.empty();
        } catch (OverloadedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
