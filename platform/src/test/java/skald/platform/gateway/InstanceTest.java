package skald.platform.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An instance that fails is left alone, tried, and trusted again. */
class InstanceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Instance instance = new Instance(URI.create("http://localhost:1"));

    @Test
    void one_failure_or_two_mean_nothing() {
        instance.failed(0);
        instance.failed(0);

        assertThat(instance.mayBeAsked(0)).isTrue();
        instance.answered();
        instance.failed(0);
        instance.failed(0);
        assertThat(instance.isClosed()).isTrue();
    }

    @Test
    void after_three_in_a_row_it_is_left_alone_for_two_seconds_and_tried_by_one() {
        failThrice();

        assertThat(instance.isClosed()).isFalse();
        assertThat(instance.mayBeAsked(SECOND)).isFalse();
        assertThat(instance.mayBeAsked(2 * SECOND)).isTrue();
        assertThat(instance.mayBeAsked(2 * SECOND + 1))
                .as("while the first one tries")
                .isFalse();
    }

    @Test
    void when_the_trial_succeeds_everybody_may_ask() {
        failThrice();
        instance.mayBeAsked(2 * SECOND);
        instance.answered();

        assertThat(instance.isClosed()).isTrue();
        assertThat(instance.mayBeAsked(2 * SECOND)).isTrue();
    }

    @Test
    void when_the_trial_fails_it_is_left_alone_again() {
        failThrice();
        instance.mayBeAsked(2 * SECOND);
        instance.failed(3 * SECOND);

        assertThat(instance.mayBeAsked(4 * SECOND)).isFalse();
        assertThat(instance.mayBeAsked(5 * SECOND)).isTrue();
    }

    private void failThrice() {
        instance.failed(0);
        instance.failed(0);
        instance.failed(0);
    }
}
