package skald.notifications.adapter.in;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.notifications.domain.Notification;
import skald.notifications.domain.Notification.Stage;

/** A notification as callers see it; {@code reason} says why it failed. */
record NotificationView(
        UUID notificationId,
        UUID orderId,
        String subject,
        String status,
        Instant at,
        @Nullable Instant sentAt,
        @Nullable String reason) {

    static NotificationView of(Notification notification) {
        return switch (notification.stage()) {
            case Stage.Waiting _ -> of(notification, "waiting", null, null);
            case Stage.Sending _ -> of(notification, "sending", null, null);
            case Stage.Sent(Instant at) -> of(notification, "sent", at, null);
            case Stage.Failed(String reason) -> of(notification, "failed", null, reason);
            case Stage.Withdrawn _ -> of(notification, "withdrawn", null, null);
        };
    }

    private static NotificationView of(
            Notification notification, String status, @Nullable Instant sentAt, @Nullable String reason) {
        return new NotificationView(
                notification.id(),
                notification.orderId(),
                notification.letter().subject(),
                status,
                notification.at(),
                sentAt,
                reason);
    }
}
