package skald.notifications.application;

import java.time.Duration;
import java.util.Optional;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Notification;
import skald.notifications.domain.Notification.Stage;
import skald.notifications.domain.Patience;
import skald.toolkit.Work;

/** Sends a notification if its user is known, and otherwise looks again later. */
final class Dispatch {
    private final Contacts contacts;
    private final Notifications notifications;

    Dispatch(Contacts contacts, Notifications notifications) {
        this.contacts = contacts;
        this.notifications = notifications;
    }

    /** Takes the notification one step on and keeps it; {@code looks} in vain there were before. */
    void proceed(Notification notification, int looks, Work work) {
        Stage next = switch (work.get(contacts, notification.userId())) {
            case null -> lookAgain(notification, looks + 1, work);
            case Contact.Erased _ -> new Stage.Withdrawn();
            case Contact.Reachable _ -> {
                work.effect(
                        notification.id().toString(),
                        notification.orderId().toString(),
                        new DeliverMail(notification.id(), notification.userId()));
                yield new Stage.Sending();
            }
        };
        work.put(notifications, notification.id(), notification.to(next));
    }

    private static Stage lookAgain(Notification notification, int looks, Work work) {
        Optional<Duration> pause = Patience.pauseAfter(looks);
        if (pause.isEmpty()) {
            return new Stage.Failed("the user is not known");
        }
        work.schedule(
                notification.orderId().toString(),
                "contact-of-" + notification.id(),
                work.now().plus(pause.get()),
                new ContactAwaited(notification.id(), notification.userId()));
        return new Stage.Waiting(looks);
    }
}
