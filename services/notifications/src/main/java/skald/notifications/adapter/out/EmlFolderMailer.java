package skald.notifications.adapter.out;

import jakarta.mail.MessagingException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import skald.notifications.application.Delivery;
import skald.notifications.application.Mail;
import skald.notifications.application.Mailer;

/**
 * Writes each mail as {@code <id>.eml} into a folder, where any mail program opens it: what Skald does as long as no mail
 * server is configured. A file appears complete or not at all, and the same mail once. It is not forced to the disk:
 * a mail server is for mail that must survive a loss of power. Thread-safe.
 */
public final class EmlFolderMailer implements Mailer {
    private final Path folder;
    private final Sender sender;
    private final MailSessions sessions = new MailSessions(new Properties());

    /** Writes into {@code folder}, which is made if it is missing. */
    public EmlFolderMailer(Path folder, Sender sender) {
        this.folder = folder;
        this.sender = sender;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder for mails, " + folder + ", cannot be made", e);
        }
    }

    @Override
    public Delivery send(Mail mail) {
        Path file = folder.resolve(mail.id() + ".eml");
        if (Files.exists(file)) {
            return new Delivery.Accepted();
        }
        MimeMail message;
        try {
            message = MimeMail.of(mail, sender, sessions);
        } catch (MessagingException _) {
            return new Delivery.Refused("the address is not an e-mail address");
        }
        try {
            write(message, file);
            return new Delivery.Accepted();
        } catch (IOException | MessagingException e) {
            return new Delivery.NotSent("the folder for mails, " + folder + ", cannot be written: " + e);
        }
    }

    private void write(MimeMail message, Path file) throws IOException, MessagingException {
        // Only its owner may read it: it has a customer's address in it.
        Path temporary = Files.createTempFile(folder, ".mail", ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                message.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
