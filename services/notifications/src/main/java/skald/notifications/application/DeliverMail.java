package skald.notifications.application;

import java.util.UUID;

/** The recorded intent to send a notification. Who it goes to and what it says is looked up when it is sent. */
public record DeliverMail(UUID notificationId, UUID userId) {}
