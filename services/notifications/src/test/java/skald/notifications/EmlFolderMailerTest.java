package skald.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.notifications.SomeMail.NOON;
import static skald.notifications.SomeMail.SHOP;
import static skald.notifications.SomeMail.aMail;
import static skald.notifications.SomeMail.aMailTo;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.notifications.adapter.out.EmlFolderMailer;
import skald.notifications.adapter.out.Sender;
import skald.notifications.application.Delivery;
import skald.notifications.application.Mail;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Letter;

class EmlFolderMailerTest {
    private final Path temporary;

    EmlFolderMailerTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    private Path folder() {
        return temporary.resolve("mail");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }

    private Path written(Mail mail) throws IOException {
        assertThat(new EmlFolderMailer(folder(), SHOP).send(mail)).isEqualTo(new Delivery.Accepted());
        Path file = folder().resolve(mail.id() + ".eml");
        assertThat(files()).containsExactly(file);
        return file;
    }

    private static MimeMessage parsed(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    private static InternetAddress recipient(MimeMessage message) throws Exception {
        assertThat(message.getAllRecipients()).hasSize(1);
        return (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
    }

    @Test
    void a_mail_becomes_a_file_that_a_mail_program_can_read() throws Exception {
        MimeMessage message = parsed(written(aMail()));

        assertThat(message.getFrom()[0]).hasToString("Skald Shop <orders@shop.example>");
        assertThat(recipient(message).getAddress()).isEqualTo("anna@example.org");
        assertThat(recipient(message).getPersonal()).isEqualTo("Anna Ångström");
        assertThat(message.getSubject()).isEqualTo("Your order is on its way");
        assertThat(message.getSentDate()).isEqualTo(NOON);
        assertThat(message.getMessageID()).isEqualTo("<" + aMail().id() + "@shop.example>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getContent()).isEqualTo("Dear Anna,\r\n\r\nthe goods have left: 5 €.\r\n");
    }

    @Test
    void the_file_is_what_rfc_5322_asks_for() throws Exception {
        byte[] bytes = Files.readAllBytes(written(aMail()));

        String text = new String(bytes, StandardCharsets.US_ASCII);
        assertThat(bytes).as("ASCII only").doesNotContain((byte) 0xc3, (byte) 0xe2);
        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(text.lines()).allMatch(line -> line.length() <= 78);
        assertThat(text.split("\r\n\r\n", 2)[0].lines().filter(line -> line.startsWith("Message-ID:")))
                .hasSize(1);
    }

    @Test
    void only_the_owner_may_read_the_file() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written(aMail()))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_same_mail_again_leaves_the_file_as_it_is() throws Exception {
        Path file = written(aMail());
        byte[] first = Files.readAllBytes(file);

        Mail again = new Mail(aMail().id(), "other@example.org", "Other", "Other", "Other", NOON);

        assertThat(Files.readAllBytes(written(again))).isEqualTo(first);
    }

    @Test
    void no_name_and_no_subject_can_add_a_header() throws Exception {
        String attack = "Anna\r\nBcc: victim@example.org\r\n\r\nBuy this\u2028now\u0000";
        Mail mail =
                new Mail(aMail().id(), "anna@example.org", attack, "Hello\r\nBcc: victim@example.org", "Text", NOON);

        MimeMessage message = parsed(written(mail));

        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(recipient(message).getAddress()).isEqualTo("anna@example.org");
        assertThat(recipient(message).getPersonal()).isEqualTo("Anna  Bcc: victim@example.org    Buy this now");
        assertThat(message.getSubject()).isEqualTo("Hello  Bcc: victim@example.org");
        assertThat(message.getContent()).isEqualTo("Text");
    }

    @Test
    void names_survive_whatever_they_contain() throws Exception {
        for (String name : List.of(
                "Søren Kierkegård", "王小明", "Anna \"Q\" O'Neil, Jr.", "a@b <x>", "🚀 Rocket", "=?UTF-8?Q?fake?=")) {
            MimeMessage message = parsed(written(aMailTo("anna@example.org", name)));

            assertThat(recipient(message).getAddress()).isEqualTo("anna@example.org");
            if (!name.startsWith("=?")) {
                assertThat(recipient(message).getPersonal()).isEqualTo(name);
            }
            Files.delete(folder().resolve(aMail().id() + ".eml"));
        }
    }

    @Test
    void an_internationalized_domain_is_written_in_its_ascii_form() throws Exception {
        MimeMessage message = parsed(written(aMailTo("anna@bücher.example", "Anna")));

        assertThat(recipient(message).getAddress()).isEqualTo("anna@xn--bcher-kva.example");
    }

    @Test
    void an_internationalized_local_part_is_written_as_it_is() throws Exception {
        String text = Files.readString(written(aMailTo("jürgen@example.org", "Jürgen")));

        assertThat(text).contains("<jürgen@example.org>");
    }

    @Test
    void what_is_no_address_is_refused_for_good() throws Exception {
        EmlFolderMailer mailer = new EmlFolderMailer(folder(), SHOP);

        for (String address : List.of(
                "anna", "", "anna@", "@example.org", "a b@example.org", "a@x\r\nBcc: b@y.example", "a@x,b@y.example")) {
            assertThat(mailer.send(aMailTo(address, "Anna")))
                    .as(address)
                    .isEqualTo(new Delivery.Refused("the address is not an e-mail address"));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_written_sends_nothing_and_says_so() throws Exception {
        EmlFolderMailer mailer = new EmlFolderMailer(folder(), SHOP);
        Files.delete(folder());

        assertThat(mailer.send(aMail())).isInstanceOf(Delivery.NotSent.class);

        Files.createDirectory(folder());
        assertThat(mailer.send(aMail())).isEqualTo(new Delivery.Accepted());
    }

    @Test
    void a_mail_greets_its_reader_by_name_if_there_is_one() {
        Letter letter = new Letter("Subject", "it is here.\n");

        assertThat(Mail.of("1", new Contact.Reachable("a@b.example", "Anna\nÅ"), letter, NOON)
                        .text())
                .isEqualTo("Dear Anna Å,\n\nit is here.\n");
        assertThat(Mail.of("1", new Contact.Reachable("a@b.example", " "), letter, NOON)
                        .text())
                .isEqualTo("Hello,\n\nit is here.\n");
    }

    @Test
    void a_sender_needs_an_address() {
        for (String address : List.of("", "shop", "Shop <>", "a@b.example\r\nBcc: c@d.example")) {
            assertThatThrownBy(() -> new Sender(address))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not a sender's address");
        }
    }
}
