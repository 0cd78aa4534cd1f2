package skald.notifications.application;

import skald.notifications.domain.Notification;
import skald.notifications.domain.Notification.Stage;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Sends a waiting notification once its user is known. */
public final class ContactAwaitedHandler implements Handler<ContactAwaited> {
    private final Contacts contacts;
    private final Notifications notifications;
    private final Dispatch dispatch;

    /** Decides over these states. */
    public ContactAwaitedHandler(Contacts contacts, Notifications notifications) {
        this.contacts = contacts;
        this.notifications = notifications;
        this.dispatch = new Dispatch(contacts, notifications);
    }

    @Override
    public void needs(Message<ContactAwaited> message, Needs needs) {
        ContactAwaited due = message.body();
        needs.of(notifications, due.notificationId()).of(contacts, due.userId());
    }

    @Override
    public void decide(Message<ContactAwaited> message, Work work) {
        Notification notification = work.get(notifications, message.body().notificationId());
        if (notification != null && notification.stage() instanceof Stage.Waiting(int looks)) {
            dispatch.proceed(notification, looks, work);
        }
    }
}
