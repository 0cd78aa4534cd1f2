package skald.notifications.adapter.out;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.Date;
import skald.notifications.application.Mail;

/**
 * A mail in the form in which it travels (RFC 5322, MIME). The same mail has the same Message-ID whenever and however
 * often it is written.
 */
final class MimeMail extends MimeMessage {
    private final String messageId;

    private MimeMail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * Writes {@code mail}.
     *
     * @param sessions of which one will send it
     * @throws AddressException if the recipient's address is none
     */
    static MimeMail of(Mail mail, Sender sender, MailSessions sessions) throws MessagingException {
        InternetAddress recipient = recipient(mail);
        MimeMail message =
                new MimeMail(sessions.of(recipient.getAddress()), "<" + mail.id() + "@" + sender.domain() + ">");
        message.setFrom(sender.internetAddress());
        message.setRecipient(RecipientType.TO, recipient);
        message.setSubject(mail.subject(), "UTF-8");
        // Nobody's out-of-office answers to this (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(Date.from(mail.at()));
        message.setText(mail.text().replace("\r\n", "\n").replace("\n", "\r\n"), "UTF-8");
        message.saveChanges();
        return message;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    /** The session that it was written for. */
    Session session() {
        return session;
    }

    private static InternetAddress recipient(Mail mail) throws MessagingException {
        String address = mail.address();
        int at = address.lastIndexOf('@');
        if (at < 1 || address.chars().anyMatch(Character::isISOControl)) {
            throw new AddressException("not an e-mail address");
        }
        try {
            String ascii = address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
            InternetAddress recipient = new InternetAddress(ascii, mail.name(), "UTF-8");
            recipient.validate();
            return recipient;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new AddressException("not a domain: " + e.getMessage());
        }
    }
}
