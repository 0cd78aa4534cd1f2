package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import skald.toolkit.Bench.Add;
import skald.toolkit.Store.LogEntry;

class RetentionTest {
    private final Bench bench = new Bench();

    @Test
    void a_pass_goes_on_where_the_last_steps_ended_and_rests_when_it_is_through() {
        List<Long> steps = new ArrayList<>();
        Sweep sweep = new Sweep(
                (_, from) -> {
                    steps.add(from);
                    return from == 24 ? 0 : from + 1;
                },
                Duration.ofDays(1));

        sweep.goOn(bench.now);
        assertThat(steps).hasSize(20).startsWith(0L, 1L).endsWith(19L);
        sweep.goOn(bench.now);
        sweep.goOn(bench.now);
        assertThat(steps).hasSize(25).endsWith(23L, 24L);
        sweep.goOn(bench.now.plus(Duration.ofMinutes(10)));
        assertThat(steps).hasSize(45);
    }

    @Test
    void a_service_deletes_in_the_background_what_is_older_than_it_keeps() throws Exception {
        CompletableFuture<Instant> before = new CompletableFuture<>();
        try (Service service = service()) {
            service.expires(
                    (limit, _) -> {
                        before.complete(limit);
                        return 0;
                    },
                    Retention::sagas);
            service.keeps(Retention.standard());
            service.start();

            assertThat(before.get(30, TimeUnit.SECONDS)).isEqualTo(bench.now.minus(Duration.ofDays(30)));
        }
    }

    @Test
    void the_log_is_trimmed_as_far_as_everybody_has_consumed_it() {
        try (Service service = service()) {
            service.keeps(new Retention(
                    Optional.of(Duration.ofDays(1)), Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1)));
            service.feed().keepFor(_ -> 7);
            service.feed().keepFor(_ -> 5);
            service.start();
            add(service, 10);
            bench.later(Duration.ofDays(2));

            awaitFirst(service, 6);
            assertThat(service.feed().read(0, 5, 10)).hasSize(5);
        }
    }

    @Test
    void a_reader_that_needs_what_is_forgotten_is_told_instead_of_missing_it() {
        try (Service service = service()) {
            service.start();
            add(service, 10);
        }
        bench.store.trim(0, 5, bench.now.plusSeconds(1), 100);
        Feed log = service().feed(); // has nothing in memory

        assertThatThrownBy(() -> log.read(0, 0, 10))
                .isInstanceOf(LogForgottenException.class)
                .hasMessageContaining("from 1 to 5");
        assertThat(log.read(0, 5, 10)).extracting(LogEntry::position).startsWith(6L);
    }

    private Service service() {
        return new Service(bench.definition("counters"), bench.store, bench.environment(), 1);
    }

    private static void add(Service service, int times) {
        for (int i = 0; i < times; i++) {
            service.call("a", new Add(1), null, null);
        }
    }

    private static void awaitFirst(Service service, long position) {
        assertThat(service.await(() -> service.feed().first(0) == position, Duration.ofDays(1)))
                .isTrue();
    }
}
