package skald.notifications.adapter.out;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import skald.notifications.application.Delivery;
import skald.notifications.application.Mail;
import skald.notifications.application.Mailer;

/** Keeps the latest mails in memory, each once. Thread-safe. */
public final class InMemoryMailer implements Mailer {
    /** Enough to look at, and an end for a process that runs for long. */
    private static final int MOST_KEPT = 1000;

    private final Map<String, Mail> mails = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Mail> eldest) {
            return size() > MOST_KEPT;
        }
    };

    @Override
    public synchronized Delivery send(Mail mail) {
        mails.putIfAbsent(mail.id(), mail);
        return new Delivery.Accepted();
    }

    /** The mails in the order in which they came. */
    public synchronized List<Mail> mails() {
        return List.copyOf(mails.values());
    }
}
