package skald.notifications.application;

import skald.contracts.notifications.CustomerNotified;
import skald.notifications.domain.Notification;
import skald.notifications.domain.Notification.Stage;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Notes what became of a mail, and tells the others when a customer was written to. */
public final class MailOutcomeHandler implements Handler<MailOutcome> {
    private final Notifications notifications;

    /** Decides over these states. */
    public MailOutcomeHandler(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public void needs(Message<MailOutcome> message, Needs needs) {
        needs.of(notifications, message.body().notificationId());
    }

    @Override
    public void decide(Message<MailOutcome> message, Work work) {
        Notification notification = work.get(notifications, message.body().notificationId());
        if (notification == null || !notification.isOpen()) {
            return;
        }
        Stage end = switch (message.body()) {
            case MailOutcome.MailAccepted _ -> new Stage.Sent(work.now());
            case MailOutcome.MailRefused refused -> new Stage.Failed(refused.reason());
            case MailOutcome.MailWithdrawn _ -> new Stage.Withdrawn();
        };
        work.put(notifications, notification.id(), notification.to(end));
        if (end instanceof Stage.Sent) {
            String orderId = notification.orderId().toString();
            work.publish(
                    orderId, new CustomerNotified(orderId, notification.letter().subject()));
        }
    }
}
