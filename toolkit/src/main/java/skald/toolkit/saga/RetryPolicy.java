package skald.toolkit.saga;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a saga waits for the answer to a step's command before it sends the command again (participants are
 * idempotent), and how often. Participants retry their own technical failures; this covers a participant that is away.
 *
 * <p>The waits double up to their cap. From the second on each is shortened by up to {@code jitter} of it, so that what
 * was sent together to a participant that is away does not come back to it together. The part is a hash of saga, step and
 * attempt, not a random number, so that a decision stays a pure function of its message.
 *
 * <p>When the attempts or the deadline are used up, a step before the pivot counts as unknown and is compensated, while
 * the pivot, a step after it and a compensation are STUCK.
 *
 * @param attempts commands in all, 1 to 10,000
 * @param firstWait the wait for the first answer; each further one is twice as long. It has no jitter: so the timer that
 *     is set when the saga starts serves the first wait of every step, and no step costs a timer's row
 * @param longestWait the cap of the waits
 * @param jitter by which part a wait may be shorter, from 0 to 1
 * @param deadline the longest that the waits may take together, {@code null} for as long as the attempts take. The time in
 *     which the coordinating service itself was down does not count
 */
public record RetryPolicy(
        int attempts,
        Duration firstWait,
        Duration longestWait,
        double jitter,
        @Nullable Duration deadline) {

    private static final double USUAL_JITTER = 0.25;

    /** A loop over all attempts (see the deadline) must stay short. */
    private static final int MOST_ATTEMPTS = 10_000;

    public RetryPolicy {
        require(attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts must be 1 to 10,000, not " + attempts);
        require(firstWait.isPositive(), "firstWait must be positive, not " + firstWait);
        require(longestWait.compareTo(firstWait) >= 0, "longestWait must not be below firstWait, " + firstWait);
        require(jitter >= 0 && jitter <= 1, "jitter must be 0 to 1, not " + jitter);
        require(deadline == null || deadline.isPositive(), "deadline must be positive, not " + deadline);
    }

    /** With waits that are up to a quarter shorter from the second on, and no deadline. */
    public RetryPolicy(int attempts, Duration firstWait, Duration longestWait) {
        this(attempts, firstWait, longestWait, USUAL_JITTER, null);
    }

    /** Ten attempts within about half an hour. */
    public static RetryPolicy standard() {
        return new RetryPolicy(10, Duration.ofSeconds(15), Duration.ofMinutes(5));
    }

    /** The same with other jitter. */
    public RetryPolicy withJitter(double part) {
        return new RetryPolicy(attempts, firstWait, longestWait, part, deadline);
    }

    /** The same, given up after {@code longest} even if attempts are left. */
    public RetryPolicy within(Duration longest) {
        return new RetryPolicy(attempts, firstWait, longestWait, jitter, longest);
    }

    /** How long to wait for the answer to the {@code attempt}th command, counted from 1, without jitter. */
    public Duration waitAfter(int attempt) {
        // 2^20 times any sensible first wait is above any sensible cap; more would overflow.
        Duration doubled = firstWait.multipliedBy(1L << Math.min(Math.max(attempt - 1, 0), 20));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }

    /** The wait after an attempt of a step: 1 is the first. */
    Duration waitAfter(int attempt, SagaId saga, String step) {
        Duration wait = wait(attempt, saga, step);
        if (deadline == null) {
            return wait;
        }
        Duration left = deadline.minus(waited(attempt - 1, saga, step));
        return left.compareTo(wait) < 0 ? left.isNegative() ? Duration.ZERO : left : wait;
    }

    /** Whether nothing more is tried once the wait after {@code attempt} is over. */
    boolean isOver(int attempt, SagaId saga, String step) {
        return attempt >= attempts
                || deadline != null && waited(attempt, saga, step).compareTo(deadline) >= 0;
    }

    private Duration waited(int sent, SagaId saga, String step) {
        Duration waited = Duration.ZERO;
        for (int attempt = 1; attempt <= sent; attempt++) {
            waited = waited.plus(wait(attempt, saga, step));
        }
        return waited;
    }

    private Duration wait(int attempt, SagaId saga, String step) {
        Duration wait = waitAfter(attempt);
        if (attempt <= 1 || jitter == 0) {
            return wait;
        }
        return wait.minusMillis((long) (wait.toMillis() * jitter * fraction(saga, step, attempt)));
    }

    /** From 0 to 1, evenly: the finalizer of SplitMix64 (Steele, Lea, Flood 2014) over the hashes of what is tried. */
    private static double fraction(SagaId saga, String step, int attempt) {
        long z = ((long) saga.instance().hashCode() << 32
                        ^ step.hashCode()
                        ^ saga.definition().hashCode())
                + attempt * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return ((z ^ z >>> 31) >>> 11) * 0x1.0p-53;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
