package skald.toolkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message of a log whose decision fails. It leaves its batch at once, so that nobody waits for it, and is
 * decided again after each of the pauses, because some defects heal (a row that another lane is about to write). Then it
 * waits for an operator.
 *
 * @param pauses before the automatic retries
 * @param successorsWait whether later messages of the same key and log wait behind it, which keeps their order
 */
public record DeadLetterPolicy(List<Duration> pauses, boolean successorsWait) {

    public DeadLetterPolicy {
        pauses = List.copyOf(pauses);
    }

    /** Retries after 1, 10 and 60 seconds; successors wait. */
    public static DeadLetterPolicy standard() {
        return new DeadLetterPolicy(
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1)), true);
    }

    /** The same for messages that do not build on each other: nobody waits behind a failing one. */
    public DeadLetterPolicy withoutOrder() {
        return new DeadLetterPolicy(pauses, false);
    }

    /** When to try again after that many failures; {@code null}: not by itself. */
    @Nullable
    Instant retryAt(int failures, Instant now) {
        return failures <= pauses.size() ? now.plus(pauses.get(failures - 1)) : null;
    }
}
