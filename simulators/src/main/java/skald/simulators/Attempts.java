package skald.simulators;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the calls per key that a programmed failure lets fail. Kept in memory: after a restart the failure shows once
 * more. Thread-safe.
 */
public final class Attempts {

    /** Far more than fail at the same time; beyond it the oldest key is forgotten and fails again from the start. */
    private static final int MOST_KEYS = 10_000;

    private final Map<String, Integer> made = new LinkedHashMap<>();

    /** Counts a call with {@code key} and says whether it is one of the {@code first}. */
    public synchronized boolean isAmong(int first, String key) {
        int attempt = made.merge(key, 1, Integer::sum);
        if (made.size() > MOST_KEYS) {
            made.remove(made.keySet().iterator().next());
        }
        return attempt <= first;
    }
}
