package skald.notifications.application;

import java.util.UUID;

/** It is time to look again whether the user of a notification is known. */
public record ContactAwaited(UUID notificationId, UUID userId) {}
