package skald.toolkit;

import java.time.Duration;
import java.time.Instant;

/** Goes through expiring rows again and again, a little at a time. Used by one thread. */
final class Sweep {
    /** With the pause between the calls a few thousand rows a second: more than a busy service adds. */
    private static final int MOST_STEPS = 20;

    /** A row may live that much longer; reading tables without end to find nothing would cost more. */
    private static final Duration BETWEEN_PASSES = Duration.ofMinutes(10);

    private final Expiring rows;
    private final Duration age;
    private long next;
    private Instant notBefore = Instant.MIN;

    Sweep(Expiring rows, Duration age) {
        this.rows = rows;
        this.age = age;
    }

    /** Some steps, if it is time for them. */
    void goOn(Instant now) {
        if (now.isBefore(notBefore)) {
            return;
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            next = rows.expire(now.minus(age), next);
            if (next == 0) {
                notBefore = now.plus(BETWEEN_PASSES);
                return;
            }
        }
    }
}
