package skald.notifications.adapter.out;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The mail server that takes our mails.
 *
 * @param login without one, mails are handed over without authentication
 * @param connectTimeout for the connection
 * @param readTimeout for each answer
 */
public record SmtpServer(
        String host,
        int port,
        Security security,
        Optional<Login> login,
        Duration connectTimeout,
        Duration readTimeout) {

    /** How the connection is protected. */
    public enum Security {
        /** Not at all: for a server on the same machine. */
        NONE,
        /** Encrypted after a greeting in clear (usually port 587); a server that does not offer it gets no mail. */
        STARTTLS,
        /** Encrypted from the first byte (usually port 465). */
        TLS
    }

    /** User and password; its text form hides the password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user + ":***";
        }
    }

    /** A server with the usual patience: 5 seconds to connect, 20 for each answer. */
    public static SmtpServer of(String host, int port, Security security, Optional<Login> login) {
        return new SmtpServer(host, port, security, login, Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    /** What Angus Mail reads (package {@code org.eclipse.angus.mail.smtp}). */
    Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("mail.transport.protocol", "smtp");
        settings.setProperty("mail.smtp.connectiontimeout", Long.toString(connectTimeout.toMillis()));
        settings.setProperty("mail.smtp.timeout", Long.toString(readTimeout.toMillis()));
        settings.setProperty("mail.smtp.auth", Boolean.toString(login.isPresent()));
        // The mail is accepted before we say goodbye; an answer to that would only be another thing to wait for.
        settings.setProperty("mail.smtp.quitwait", "false");
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == Security.TLS));
        settings.setProperty("mail.smtp.starttls.enable", Boolean.toString(security == Security.STARTTLS));
        settings.setProperty("mail.smtp.starttls.required", Boolean.toString(security == Security.STARTTLS));
        return settings;
    }
}
