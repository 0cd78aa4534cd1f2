package skald.notifications.application;

import java.util.UUID;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Notification;
import skald.toolkit.Effect;
import skald.toolkit.Outcome;
import skald.toolkit.Store;

/**
 * Sends a recorded notification to the address that its user has at that moment. No mail system can be asked what became
 * of a mail, so after an unknown outcome it is sent again, recognisable by its id.
 */
public final class DeliverMailEffect implements Effect<DeliverMail> {
    private final MailLookup lookup;
    private final Mailer mailer;

    /** Reads {@code contacts} and {@code notifications} in transactions of {@code store}. */
    public DeliverMailEffect(Store store, Contacts contacts, Notifications notifications, Mailer mailer) {
        this.lookup = new MailLookup(store, contacts, notifications);
        this.mailer = mailer;
    }

    @Override
    public Outcome perform(String key, DeliverMail request) throws InterruptedException {
        UUID id = request.notificationId();
        // The transaction ends before the call: a slow mail server must not hold a connection to the database.
        MailLookup.Addressed found = lookup.find(request.userId(), id);
        Notification notification = found.notification();
        return switch (found.contact()) {
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
}
