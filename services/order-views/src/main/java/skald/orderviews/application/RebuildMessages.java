package skald.orderviews.application;

import java.time.Instant;

/** What this service tells itself about rebuilds. */
public final class RebuildMessages {

    /** Command: build the projection anew from all logs. */
    public record RebuildProjection(String projection) {}

    /** Answer: it has begun. */
    public record RebuildStarted(String projection, long generation, Instant startedAt) {}

    /** Refusal: one is under way. */
    public record RebuildUnderWay(String projection, long generation, Instant startedAt) {}

    /** Effect: build some more, and swap if that was all. */
    public record BuildNext(String projection, long generation, long step) {}

    /** Outcome: some more is built; {@code serving} says that it was all. */
    public record Built(String projection, long generation, long step, boolean serving) {}

    private RebuildMessages() {}
}
