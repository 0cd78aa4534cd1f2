package skald.toolkit.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long a saga waits, and when it gives up. */
class RetryPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SagaId SAGA = new SagaId("trip", "t1");
    private final RetryPolicy policy = new RetryPolicy(6, SECOND, Duration.ofSeconds(10));

    @Test
    void waits_double_up_to_their_cap() {
        RetryPolicy even = policy.withJitter(0);
        assertThat(wait(even, 1)).isEqualTo(SECOND);
        assertThat(wait(even, 2)).isEqualTo(SECOND.multipliedBy(2));
        assertThat(wait(even, 4)).isEqualTo(SECOND.multipliedBy(8));
        assertThat(wait(even, 5)).isEqualTo(SECOND.multipliedBy(10));
        assertThat(wait(even, 5_000)).isEqualTo(SECOND.multipliedBy(10));
    }

    @Test
    void jitter_shortens_all_waits_but_the_first_by_its_part_at_most_and_differs_between_sagas() {
        Set<Duration> different = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            SagaId saga = new SagaId("trip", "t" + i);
            assertThat(policy.waitAfter(1, saga, "pay")).isEqualTo(SECOND);
            Duration wait = policy.waitAfter(3, saga, "pay");
            assertThat(wait).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
            assertThat(policy.waitAfter(3, saga, "pay")).as("the same again").isEqualTo(wait);
            different.add(wait);
        }
        assertThat(different).hasSizeGreaterThan(100);
    }

    @Test
    void it_is_over_with_the_last_attempt() {
        assertThat(policy.isOver(5, SAGA, "pay")).isFalse();
        assertThat(policy.isOver(6, SAGA, "pay")).isTrue();
    }

    @Test
    void it_is_over_with_the_deadline_although_attempts_are_left() {
        RetryPolicy hurried = policy.withJitter(0).within(SECOND.multipliedBy(5));
        assertThat(wait(hurried, 2)).isEqualTo(SECOND.multipliedBy(2));
        assertThat(hurried.isOver(2, SAGA, "pay")).isFalse();
        assertThat(wait(hurried, 3)).as("what is left of it").isEqualTo(SECOND.multipliedBy(2));
        assertThat(hurried.isOver(3, SAGA, "pay")).isTrue();
    }

    @Test
    void a_policy_that_makes_no_sense_names_what_is_wrong() {
        assertThatThrownBy(() -> new RetryPolicy(0, SECOND, SECOND)).hasMessageContaining("attempts");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, SECOND)).hasMessageContaining("firstWait");
        assertThatThrownBy(() -> new RetryPolicy(1, SECOND, Duration.ofMillis(1)))
                .hasMessageContaining("longestWait");
        assertThatThrownBy(() -> policy.withJitter(1.5)).hasMessageContaining("jitter");
        assertThatThrownBy(() -> policy.within(Duration.ZERO)).hasMessageContaining("deadline");
    }

    private static Duration wait(RetryPolicy policy, int attempt) {
        return policy.waitAfter(attempt, SAGA, "pay");
    }
}
