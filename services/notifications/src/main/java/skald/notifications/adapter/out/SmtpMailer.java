package skald.notifications.adapter.out;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Transport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import skald.notifications.application.Delivery;
import skald.notifications.application.Mail;
import skald.notifications.application.Mailer;

/**
 * Hands mails to a mail server (SMTP, RFC 5321), each over a connection of its own. Thread-safe.
 *
 * <p>Answers are read as the protocol means them: 5xx to recipient or message is final, 4xx passes. What the server has
 * against the sender or the login is ours to mend, so the mail waits for it. No answer at all leaves it open.
 */
public final class SmtpMailer implements Mailer {
    /** RFC 3463, after the three digits. */
    private static final Pattern ENHANCED_STATUS = Pattern.compile("^[45]\\d\\d[ -]([45]\\.\\d{1,3}\\.\\d{1,3})\\b");

    private final SmtpServer server;
    private final Sender sender;
    private final MailSessions sessions;

    /** Sends as {@code sender} through {@code server}; connects with the first mail. */
    public SmtpMailer(SmtpServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
        this.sessions = new MailSessions(server.settings());
    }

    @Override
    public Delivery send(Mail mail) {
        MimeMail message;
        Transport transport;
        try {
            message = MimeMail.of(mail, sender, sessions);
            transport = message.session().getTransport();
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("Angus Mail is not on the class path", e);
        } catch (MessagingException _) {
            return new Delivery.Refused("the address is not an e-mail address");
        }
        try {
            return send(message, transport);
        } finally {
            close(transport);
        }
    }

    private Delivery send(MimeMail message, Transport transport) {
        try {
            transport.connect(
                    server.host(),
                    server.port(),
                    server.login().map(SmtpServer.Login::user).orElse(null),
                    server.login().map(SmtpServer.Login::password).orElse(null));
        } catch (AuthenticationFailedException _) {
            return new Delivery.NotSent("the mail server refuses our user and password");
        } catch (MessagingException e) {
            return new Delivery.NotSent(
                    "no connection to the mail server " + server.host() + ':' + server.port() + ": " + cause(e));
        }
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Delivery.Accepted();
        } catch (MessagingException e) {
            return verdict(e);
        }
    }

    /** The exception tells of the whole mail; what became of its one recipient is at the end of the chain. */
    private static Delivery verdict(MessagingException failure) {
        Delivery verdict = new Delivery.Unclear("the mail server's answer is missing: " + cause(failure));
        Exception link = failure;
        while (link instanceof MessagingException current) {
            verdict = switch (current) {
                case SMTPAddressFailedException recipient ->
                    answered(recipient.getReturnCode(), "the recipient", recipient, verdict);
                case SMTPSenderFailedException us ->
                    new Delivery.NotSent("the mail server refuses our sender" + code(us.getReturnCode(), us));
                case SMTPSendFailedException mail
                when mail.getCommand().startsWith("MAIL") ->
                    new Delivery.NotSent("the mail server takes no mail from us" + code(mail.getReturnCode(), mail));
                case SMTPSendFailedException mail -> answered(mail.getReturnCode(), "the mail", mail, verdict);
                default -> verdict;
            };
            link = current.getNextException();
        }
        return verdict;
    }

    private static Delivery answered(int code, String what, MessagingException failure, Delivery otherwise) {
        String reason = "the mail server refuses " + what + code(code, failure);
        if (code >= 500) {
            return new Delivery.Refused(reason);
        }
        return code >= 400 ? new Delivery.NotSent(reason) : otherwise;
    }

    /** The codes of the answer without its text, which often repeats the recipient's address. */
    private static String code(int code, MessagingException failure) {
        Matcher enhanced = ENHANCED_STATUS.matcher(String.valueOf(failure.getMessage()));
        return " (SMTP " + code + (enhanced.find() ? ' ' + enhanced.group(1) : "") + ')';
    }

    /** The class of what is at the bottom of it, for the same reason. */
    private static String cause(MessagingException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // The mail's fate is known; only the goodbye failed.
        }
    }
}
