package skald.toolkit;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a service keeps what it does not need for its work any more.
 *
 * @param log messages that all its readers have consumed; empty: for ever, which a rebuild of a projection needs
 * @param answers under idempotency keys
 * @param sagas that are finished
 * @param letters dead letters that are redriven or discarded, with their history
 */
public record Retention(Optional<Duration> log, Duration answers, Duration sagas, Duration letters) {

    /** The log for ever, answers and finished sagas for 30 days, dead letters that are over for 90. */
    public static Retention standard() {
        return new Retention(Optional.empty(), Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(90));
    }
}
