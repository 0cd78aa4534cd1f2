package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import skald.toolkit.Admission.Backlog;

class AdmissionTest {
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private Backlog backlog = new Backlog("payments", 0, 0);
    private final Admission admission = new Admission(() -> now, () -> List.of(new Backlog("users", 0, 0), backlog));

    @Test
    void new_work_is_taken_while_little_waits_and_refused_while_much_does() {
        assertThatCode(admission::requireRoom).doesNotThrowAnyException();

        waits(Admission.MOST_MESSAGES + 1, 0);
        assertThatThrownBy(admission::requireRoom)
                .isInstanceOf(OverloadedException.class)
                .hasMessageContaining("payments")
                .hasMessageContaining("20001 messages");

        waits(0, Admission.MOST_EFFECTS);
        assertThatThrownBy(admission::requireRoom).isInstanceOf(OverloadedException.class);

        waits(Admission.MOST_MESSAGES, Admission.MOST_EFFECTS - 1);
        assertThatCode(admission::requireRoom).doesNotThrowAnyException();
    }

    @Test
    void a_service_counts_what_it_has_not_read_yet() {
        Bench bench = new Bench();
        CommandLog log = new CommandLog().add("a", 1).add("b", 2);
        try (Service service = new Service(bench.definition("counters"), bench.store, bench.environment(), 1)) {
            service.subscribe(log);
            assertThat(service.backlog()).isEqualTo(new Backlog("counters", 2, 0));

            service.start();
            assertThat(service.await(() -> service.lag() == 0, Duration.ofDays(1)))
                    .isTrue();
            assertThat(service.backlog()).isEqualTo(new Backlog("counters", 0, 0));
        }
    }

    private void waits(long messages, long effects) {
        backlog = new Backlog("payments", messages, effects);
        now = now.plusMillis(20);
    }
}
