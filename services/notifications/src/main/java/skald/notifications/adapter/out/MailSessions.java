package skald.notifications.adapter.out;

import jakarta.mail.Session;
import jakarta.mail.util.StreamProvider;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * The mail sessions of one server, each made once, with the first mail that needs it: making one looks through the whole
 * class path. An address like jürgen@example.org needs an internationalized session (RFC 6531), which changes all
 * headers. Thread-safe.
 */
final class MailSessions {

    static {
        // Else each mail looks through the whole class path several times for who encodes its text.
        System.getProperties().putIfAbsent(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private enum Headers {
        ASCII,
        UTF8
    }

    private final Properties settings;
    private final Map<Headers, Session> sessions = new EnumMap<>(Headers.class);

    /** Sessions with these settings of Jakarta Mail. */
    MailSessions(Properties settings) {
        this.settings = settings;
    }

    /** The session for mail to {@code address}. */
    synchronized Session of(String address) {
        Headers headers = address.chars().allMatch(c -> c < 128) ? Headers.ASCII : Headers.UTF8;
        return sessions.computeIfAbsent(headers, this::session);
    }

    private Session session(Headers headers) {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(headers == Headers.UTF8));
        return Session.getInstance(properties);
    }
}
