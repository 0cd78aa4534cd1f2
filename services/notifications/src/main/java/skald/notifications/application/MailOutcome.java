package skald.notifications.application;

import java.util.UUID;

/** What became of a mail. */
public sealed interface MailOutcome {

    /** Which notification it was. */
    UUID notificationId();

    /** The mail system has taken it. */
    record MailAccepted(UUID notificationId) implements MailOutcome {}

    /** The mail system will never take it. */
    record MailRefused(UUID notificationId, String reason) implements MailOutcome {}

    /** It was not sent, because the user is erased. */
    record MailWithdrawn(UUID notificationId) implements MailOutcome {}
}
