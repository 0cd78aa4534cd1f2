package skald.orderviews.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last rebuild of a projection.
 *
 * @param generation what it builds or has built
 * @param step how many steps it has begun
 * @param finishedAt when its generation began to serve; {@code null} while it is under way
 */
public record Rebuild(
        String projection,
        long generation,
        long step,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    static Rebuild after(@Nullable Rebuild last, String projection, Instant now) {
        return new Rebuild(projection, last == null ? 2 : last.generation + 1, 1, now, null);
    }

    public boolean isUnderWay() {
        return finishedAt == null;
    }

    Rebuild next() {
        return new Rebuild(projection, generation, step + 1, startedAt, null);
    }

    Rebuild finished(Instant at) {
        return new Rebuild(projection, generation, step, startedAt, at);
    }
}
