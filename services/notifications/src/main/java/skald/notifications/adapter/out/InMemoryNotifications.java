package skald.notifications.adapter.out;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.notifications.application.Notifications;
import skald.notifications.domain.Notification;
import skald.toolkit.memory.InMemoryStates;

/** Notifications in memory. */
public final class InMemoryNotifications extends InMemoryStates<UUID, Notification> implements Notifications {
    // As text: java.util.UUID compares signed numbers, PostgreSQL bytes.
    private static final Comparator<Position> LATEST_FIRST = Comparator.comparing(Position::at)
            .thenComparing(position -> position.id().toString())
            .reversed();

    @Override
    public List<Notification> list(@Nullable UUID orderId, @Nullable Position after, int max) {
        return all().filter(notification ->
                        orderId == null || notification.orderId().equals(orderId))
                .filter(notification -> after == null || LATEST_FIRST.compare(position(notification), after) > 0)
                .sorted(Comparator.comparing(InMemoryNotifications::position, LATEST_FIRST))
                .limit(max)
                .toList();
    }

    private static Position position(Notification notification) {
        return new Position(notification.at(), notification.id());
    }
}
