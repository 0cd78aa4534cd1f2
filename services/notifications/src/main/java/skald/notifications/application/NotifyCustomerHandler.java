package skald.notifications.application;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import skald.notifications.domain.Notification;
import skald.notifications.domain.Notification.Stage;
import skald.notifications.domain.Occasion;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Records one notification for an event of an order, and has it sent. */
public final class NotifyCustomerHandler<E> implements Handler<E> {
    private final Function<? super E, Occasion> occasionOf;
    private final Contacts contacts;
    private final Notifications notifications;
    private final Dispatch dispatch;

    /** Tells the customer what {@code occasionOf} makes of the event. */
    public NotifyCustomerHandler(
            Function<? super E, Occasion> occasionOf, Contacts contacts, Notifications notifications) {
        this.occasionOf = occasionOf;
        this.contacts = contacts;
        this.notifications = notifications;
        this.dispatch = new Dispatch(contacts, notifications);
    }

    @Override
    public void needs(Message<E> message, Needs needs) {
        Occasion occasion = occasionOf.apply(message.body());
        needs.of(notifications, idOf(occasion, message)).of(contacts, occasion.userId());
    }

    @Override
    public void decide(Message<E> message, Work work) {
        Occasion occasion = occasionOf.apply(message.body());
        UUID id = idOf(occasion, message);
        if (work.get(notifications, id) == null) {
            Notification recorded = new Notification(
                    id, occasion.orderId(), occasion.userId(), occasion.letter(), work.now(), new Stage.Waiting(0));
            dispatch.proceed(recorded, 0, work);
        }
    }

    /**
     * One event, one notification, however often it comes: the message's id is the same for ever. The order's id keeps
     * installations apart, whose messages may have the same ids: mail servers remember the Message-ID that is made of it.
     */
    private static UUID idOf(Occasion occasion, Message<?> message) {
        return UUID.nameUUIDFromBytes((occasion.orderId() + " " + message.id()).getBytes(StandardCharsets.UTF_8));
    }
}
