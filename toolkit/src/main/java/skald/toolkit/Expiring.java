package skald.toolkit;

import java.time.Instant;

/** Port to rows that are of no use any more after some time. Thread-safe. */
public interface Expiring {

    /**
     * Deletes what is older, in one small step through all the rows.
     *
     * @param before rows from this time on stay
     * @param from where the step begins: 0, or what the step before returned
     * @return where the next step begins; 0 if this was the last one
     */
    long expire(Instant before, long from);
}
