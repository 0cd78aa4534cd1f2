package skald.notifications.application;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.notifications.domain.Notification;
import skald.toolkit.States;

/** Port to the notifications. */
public interface Notifications extends States<UUID, Notification> {

    /** A place in the list of all notifications. */
    record Position(Instant at, UUID id) {}

    /**
     * Notifications, the latest first.
     *
     * @param orderId of this order only, {@code null}: of all
     * @param after those that follow there in the list, {@code null}: from the first
     */
    List<Notification> list(@Nullable UUID orderId, @Nullable Position after, int max);
}
