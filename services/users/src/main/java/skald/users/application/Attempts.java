package skald.users.application;

import java.time.Duration;
import java.time.Instant;

/**
 * Port to the counts of what may be tried only so often, shared by all instances of the service. A leaky bucket as a meter
 * (GCRA, ITU-T I.371), which keeps one time for each key: that at which its bucket will be empty.
 */
public interface Attempts {

    /**
     * How often something may be tried.
     *
     * @param burst at once
     * @param every then one more in this time
     */
    record Limit(int burst, Duration every) {
        Duration tolerance() {
            return every.multipliedBy(burst - 1L);
        }

        /** How long to wait when the bucket will be empty at {@code emptyAt}; zero or less if one more fits in. */
        public Duration wait(Instant emptyAt, Instant now) {
            return Duration.between(now, emptyAt).minus(tolerance());
        }
    }

    /** Counts one attempt; if it is one too many it is not counted, and the answer is how long to wait, else zero. */
    Duration take(String key, Limit limit, Instant now);

    /** Takes one attempt back: it was none of those that are limited. */
    void giveBack(String key, Limit limit, Instant now);
}
