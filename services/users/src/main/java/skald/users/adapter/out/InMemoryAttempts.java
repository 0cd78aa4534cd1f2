package skald.users.adapter.out;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import skald.users.application.Attempts;

/** Attempts in memory. */
public final class InMemoryAttempts implements Attempts {
    private final Map<String, Instant> emptyAt = new HashMap<>();

    @Override
    public synchronized Duration take(String key, Limit limit, Instant now) {
        emptyAt.values().removeIf(time -> time.isBefore(now));
        Instant current = emptyAt.getOrDefault(key, now);
        Duration wait = limit.wait(current, now);
        if (wait.isPositive()) {
            return wait;
        }
        emptyAt.put(key, (current.isBefore(now) ? now : current).plus(limit.every()));
        return Duration.ZERO;
    }

    @Override
    public synchronized void giveBack(String key, Limit limit, Instant now) {
        emptyAt.computeIfPresent(key, (_, time) -> time.minus(limit.every()));
    }
}
