package skald.notifications.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One mail to a customer about an order, recorded before it is sent. It names the user and holds no address.
 *
 * @param at when it was recorded
 */
public record Notification(UUID id, UUID orderId, UUID userId, Letter letter, Instant at, Stage stage) {

    /** How far it has come. */
    public sealed interface Stage {

        /** The user is not known here yet; {@code looks} times we have looked. */
        record Waiting(int looks) implements Stage {}

        /** It is being handed over. */
        record Sending() implements Stage {}

        /** The mail system has taken it. */
        record Sent(Instant at) implements Stage {}

        /** It cannot be delivered, for good. */
        record Failed(String reason) implements Stage {}

        /** The user was erased before it left. */
        record Withdrawn() implements Stage {}
    }

    /** Whether something may still become of it. */
    public boolean isOpen() {
        return switch (stage) {
            case Stage.Waiting _, Stage.Sending _ -> true;
            case Stage.Sent _, Stage.Failed _, Stage.Withdrawn _ -> false;
        };
    }

    /** The same at another stage. */
    public Notification to(Stage next) {
        if (!isOpen()) {
            throw new IllegalStateException("notification " + id + " has come to its end: " + stage);
        }
        return new Notification(id, orderId, userId, letter, at, next);
    }
}
