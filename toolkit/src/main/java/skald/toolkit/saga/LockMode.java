package skald.toolkit.saga;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a saga does when a semantic lock that it needs is another's (Garcia-Molina and Salem's countermeasure against the
 * missing isolation of sagas).
 *
 * @param queues whether it waits in line instead of being refused
 * @param mostWaiting how many may wait for one resource; one more is refused
 * @param patience how long it waits; {@code null} for as long as its deadline lets it
 */
public record LockMode(
        boolean queues, int mostWaiting, @Nullable Duration patience) {

    public LockMode {
        if (queues && mostWaiting < 1) {
            throw new IllegalArgumentException("mostWaiting must be at least 1, not " + mostWaiting);
        }
    }

    /** It is not started. */
    public static LockMode fail() {
        return new LockMode(false, 0, null);
    }

    /** It waits in line, first come, first served. */
    public static LockMode queue(int mostWaiting) {
        return new LockMode(true, mostWaiting, null);
    }

    /** It waits in line, and is given up with {@link Cause#EXPIRED} if its turn does not come in time. */
    public static LockMode queue(int mostWaiting, Duration patience) {
        return new LockMode(true, mostWaiting, patience);
    }
}
