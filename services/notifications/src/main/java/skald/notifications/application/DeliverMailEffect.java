package skald.notifications.application;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Notification;
import skald.toolkit.Effect;
import skald.toolkit.Outcome;
import skald.toolkit.States;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;

/**
 * Sends a recorded notification to the address that its user has at that moment. No mail system can be asked what became
 * of a mail, so after an unknown outcome it is sent again, recognisable by its id.
 */
public final class DeliverMailEffect implements Effect<DeliverMail> {
    /** Hundreds of mails may leave at once; they must not take the connections that decisions need. */
    private static final int MOST_LOOKUPS = 2;

    private final Semaphore lookups = new Semaphore(MOST_LOOKUPS);
    private final Store store;
    private final Contacts contacts;
    private final Notifications notifications;
    private final Mailer mailer;

    /** Reads {@code contacts} and {@code notifications} in transactions of {@code store}. */
    public DeliverMailEffect(Store store, Contacts contacts, Notifications notifications, Mailer mailer) {
        this.store = store;
        this.contacts = contacts;
        this.notifications = notifications;
        this.mailer = mailer;
    }

    @Override
    public Outcome perform(String key, DeliverMail request) throws InterruptedException {
        UUID id = request.notificationId();
        Contact contact;
        Notification notification;
        // The transaction ends before the call: a slow mail server must not hold a connection to the database.
        lookups.acquire();
        try (Tx tx = store.begin()) {
            contact = state(tx, contacts, request.userId());
            notification = state(tx, notifications, id);
        } finally {
            lookups.release();
        }
        return switch (contact) {
            case Contact.Erased _ -> new Outcome.Known(new MailOutcome.MailWithdrawn(id));
            case Contact.Reachable reader ->
                outcome(id, mailer.send(Mail.of(key, reader, notification.letter(), notification.at())));
        };
    }

    private static Outcome outcome(UUID id, Delivery delivery) {
        return switch (delivery) {
            case Delivery.Accepted _ -> new Outcome.Known(new MailOutcome.MailAccepted(id));
            case Delivery.Refused(String reason) -> new Outcome.Known(new MailOutcome.MailRefused(id, reason));
            case Delivery.NotSent(String reason) -> new Outcome.NotHappened(reason);
            case Delivery.Unclear(String reason) -> new Outcome.Unknown(reason);
        };
    }

    private static <S> S state(Tx tx, States<UUID, S> states, UUID id) {
        Map<UUID, Versioned<S>> found = states.load(tx, List.of(id));
        Versioned<S> state = found.get(id);
        if (state == null) {
            throw new IllegalStateException("a mail is to be sent but its state " + id + " is missing");
        }
        return state.state();
    }
}
