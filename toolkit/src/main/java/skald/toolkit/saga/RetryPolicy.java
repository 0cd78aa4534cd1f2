package skald.toolkit.saga;

import java.time.Duration;

/**
 * How long a saga waits for the answer to a step's command before it sends the command again (participants are
 * idempotent), and how often. Participants retry their own technical failures; this covers a participant that is away.
 *
 * @param attempts commands in all; then a step before the pivot counts as unknown and is compensated, while a step after
 *     it, the pivot and a compensation are STUCK
 * @param firstWait the wait for the first answer; each further one is twice as long
 * @param longestWait the cap of the waits
 */
public record RetryPolicy(int attempts, Duration firstWait, Duration longestWait) {

    /** Ten attempts within about half an hour. */
    public static RetryPolicy standard() {
        return new RetryPolicy(10, Duration.ofSeconds(15), Duration.ofMinutes(5));
    }

    Duration waitAfter(int attempt) {
        // 2^20 times any sensible first wait is above any sensible cap; more would overflow.
        Duration wait = firstWait.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 20));
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
