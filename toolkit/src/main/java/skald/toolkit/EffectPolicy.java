package skald.toolkit;

import java.time.Duration;

/**
 * How patient the runtime is with one kind of {@link Effect}. An effect is attempted until its outcome is known: giving
 * up is a decision of whoever waits for it, never of the effect.
 *
 * @param deadline how long one attempt may take; then it is interrupted and its outcome is unknown
 * @param firstPause the pause after the first failed attempt; each further one doubles it
 * @param longestPause the cap of the pauses
 */
public record EffectPolicy(Duration deadline, Duration firstPause, Duration longestPause) {

    /** Five seconds an attempt; pauses of 200 ms to one minute. */
    public static EffectPolicy standard() {
        return new EffectPolicy(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMinutes(1));
    }

    /** The pause after {@code attempts} failed ones, before jitter. */
    Duration pauseAfter(int attempts) {
        // 2^20 times any sensible first pause is above any sensible cap; more would overflow.
        Duration pause = firstPause.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
