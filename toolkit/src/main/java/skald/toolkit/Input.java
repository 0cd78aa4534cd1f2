package skald.toolkit;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.PendingEffect;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Store.Timer;

/** One thing that a lane has to decide, with what must be recorded about it besides the decision. */
sealed interface Input {

    /** The message to decide; {@code null} if there is only something to record. */
    @Nullable
    Message<?> message();

    /** Someone waits for the answer. */
    record Request(Message<?> message, @Nullable Idempotency idempotency, CompletableFuture<Reply> answer)
            implements Input {}

    /** A message of a log that this service reads. */
    record Logged(Message<?> message, SourceLane source, long position) implements Input {}

    /** A message of a log that cannot be read: it goes to the dead letters. */
    record Unreadable(Store.LogEntry entry, SourceLane source, long position, String reason) implements Input {
        @Override
        public @Nullable Message<?> message() {
            return null;
        }
    }

    /**
     * A dead letter that is decided again.
     *
     * @param message {@code null} if it cannot be read, which {@code unreadable} explains
     * @param order of an operator, or {@code null} if the lane tries by itself
     * @param more whether others may wait behind it
     */
    record Redriven(
            DeadLetter letter,
            @Nullable Message<?> message,
            String unreadable,
            @Nullable LetterOrder order,
            boolean more)
            implements Input {}

    /** A dead letter that an operator gives up. */
    record Discarded(DeadLetter letter, LetterOrder order) implements Input {
        @Override
        public @Nullable Message<?> message() {
            return null;
        }
    }

    /** A timer that is due. */
    record Due(Message<?> message, Timer timer) implements Input {}

    /** An effect whose outcome is known. */
    record Settled(Message<?> message, PendingEffect effect) implements Input {}

    /** An effect whose outcome is not known yet: it is tried {@code again}. */
    record Deferred(@Nullable Message<?> message, PendingEffect again) implements Input {}
}
