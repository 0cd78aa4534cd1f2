package skald.toolkit;

import java.time.Duration;

/**
 * How a process shares the lanes of a service with others over the same store.
 *
 * @param instance this process's name, unique among them; told to callers whose lane is here
 * @param lease how long a lane stays with a process that is not heard of: the longest pause after a crash
 * @param poll how often the process looks who is there, and what lanes of others have appended
 */
public record Sharing(String instance, Duration lease, Duration poll) {

    public Sharing {
        if (instance.isBlank() || poll.isNegative() || poll.isZero() || lease.compareTo(poll.multipliedBy(4)) < 0) {
            throw new IllegalArgumentException("sharing needs a name, and a lease of four polls or more");
        }
    }

    /** Leases of 4 seconds, a look every 100 ms. */
    public static Sharing as(String instance) {
        return new Sharing(instance, Duration.ofSeconds(4), Duration.ofMillis(100));
    }

    /** How often a lease is renewed: three may get lost. */
    Duration renewal() {
        return lease.dividedBy(4);
    }
}
