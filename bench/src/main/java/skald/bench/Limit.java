package skald.bench;

import java.time.Duration;

/**
 * When a run ends: at the first of the two. What is under way then is carried to its end and counts.
 *
 * @param orders at most
 * @param time at most, for beginning sagas
 */
public record Limit(int orders, Duration time) {
    /** The times of all orders are kept in memory, 16 bytes each. */
    public static final int MOST_ORDERS = 2_000_000;

    public Limit {
        if (orders < 1 || orders > MOST_ORDERS) {
            throw new IllegalArgumentException("orders must be 1 to " + MOST_ORDERS + ", not " + orders);
        }
        if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a run takes up to an hour, not " + time);
        }
    }
}
