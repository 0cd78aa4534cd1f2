package skald.notifications.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a notification waits for its user to become known. The logs of users and orders have no common order, so an
 * order's event may be here first: usually by milliseconds, by hours if the users service's log is out of reach.
 */
public final class Patience {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** Doubling from one second to a quarter of an hour and staying there, this many looks take a day. */
    private static final int MOST_LOOKS = 105;

    private Patience() {}

    /** The pause after so many looks in vain; empty when it is time to give up. */
    public static Optional<Duration> pauseAfter(int looks) {
        if (looks >= MOST_LOOKS) {
            return Optional.empty();
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(looks - 1, 10));
        return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
}
