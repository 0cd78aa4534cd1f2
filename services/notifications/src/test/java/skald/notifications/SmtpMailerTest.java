package skald.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.notifications.MailServer.mailer;
import static skald.notifications.SomeMail.SHOP;
import static skald.notifications.SomeMail.aMail;
import static skald.notifications.SomeMail.aMailTo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skald.notifications.adapter.out.SmtpMailer;
import skald.notifications.adapter.out.SmtpServer;
import skald.notifications.adapter.out.SmtpServer.Login;
import skald.notifications.adapter.out.SmtpServer.Security;
import skald.notifications.application.Delivery;

@Timeout(60)
class SmtpMailerTest {

    private static MailServer running() throws Exception {
        MailServer server = new MailServer(MailServer.freePort());
        server.start();
        return server;
    }

    @Test
    void a_mail_arrives_as_it_was_written() throws Exception {
        MailServer server = running();
        try {
            assertThat(mailer(server.getSmtp().getPort()).send(aMail())).isEqualTo(new Delivery.Accepted());

            MimeMessage message = server.getReceivedMessages()[0];
            InternetAddress to = (InternetAddress) message.getAllRecipients()[0];
            assertThat(to.getAddress()).isEqualTo("anna@example.org");
            assertThat(to.getPersonal()).isEqualTo("Anna Ångström");
            assertThat(message.getFrom()[0]).hasToString("Skald Shop <orders@shop.example>");
            assertThat(message.getSubject()).isEqualTo("Your order is on its way");
            assertThat(message.getContent().toString()).startsWith("Dear Anna,\r\n\r\nthe goods have left: 5 €.");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_mail_that_is_sent_twice_can_be_recognised_by_its_message_id() throws Exception {
        MailServer server = running();
        try {
            mailer(server.getSmtp().getPort()).send(aMail());
            mailer(server.getSmtp().getPort()).send(aMail());

            MimeMessage[] messages = server.getReceivedMessages();
            assertThat(messages).hasSize(2);
            assertThat(messages[0].getMessageID()).isEqualTo("<" + aMail().id() + "@shop.example>");
            assertThat(messages[1].getMessageID()).isEqualTo(messages[0].getMessageID());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_recipient_who_does_not_exist_is_refused_for_good_and_not_named() throws Exception {
        MailServer server = running();
        try {
            assertThat(mailer(server.getSmtp().getPort()).send(aMailTo("nobody@example.org", "Nobody")))
                    .isEqualTo(new Delivery.Refused("the mail server refuses the recipient (SMTP 550 5.1.1)"));
        } finally {
            server.stop();
        }
    }

    @Test
    void a_wrong_password_is_ours_to_mend() throws Exception {
        MailServer server = running();
        try {
            server.setUser("shop@example.org", "shop", "right");
            int port = server.getSmtp().getPort();

            assertThat(mailer(port, Optional.of(new Login("shop", "wrong"))).send(aMail()))
                    .isEqualTo(new Delivery.NotSent("the mail server refuses our user and password"));
            assertThat(mailer(port, Optional.of(new Login("shop", "right"))).send(aMail()))
                    .isEqualTo(new Delivery.Accepted());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_server_that_is_down_has_not_got_the_mail() throws Exception {
        int port = MailServer.freePort();

        assertThat(mailer(port).send(aMail()))
                .isEqualTo(new Delivery.NotSent(
                        "no connection to the mail server 127.0.0.1:" + port + ": ConnectException"));
    }

    private static Delivery answerOf(String verb, String answer) throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer().when(verb, answer)) {
            return mailer(server.port()).send(aMail());
        }
    }

    @Test
    void answers_are_read_as_the_protocol_means_them() throws Exception {
        assertThat(answerOf(".", "250 ok")).isEqualTo(new Delivery.Accepted());
        assertThat(answerOf("RCPT", "450 4.2.1 mailbox busy"))
                .isEqualTo(new Delivery.NotSent("the mail server refuses the recipient (SMTP 450 4.2.1)"));
        assertThat(answerOf("RCPT", "552 mailbox full"))
                .isEqualTo(new Delivery.Refused("the mail server refuses the recipient (SMTP 552)"));
        assertThat(answerOf(".", "554 5.6.0 looks like spam"))
                .isEqualTo(new Delivery.Refused("the mail server refuses the mail (SMTP 554 5.6.0)"));
        assertThat(answerOf("DATA", "451 try later"))
                .isEqualTo(new Delivery.NotSent("the mail server refuses the mail (SMTP 451)"));
        assertThat(answerOf("MAIL", "530 5.7.0 log in first"))
                .isEqualTo(new Delivery.NotSent("the mail server takes no mail from us (SMTP 530 5.7.0)"));
        assertThat(answerOf("MAIL", "550 we do not know you"))
                .isEqualTo(new Delivery.NotSent("the mail server refuses our sender (SMTP 550)"));
        assertThat(answerOf("EHLO", "")).isInstanceOf(Delivery.NotSent.class);
    }

    @Test
    void a_connection_that_breaks_after_the_mail_leaves_it_open() throws Exception {
        assertThat(answerOf(".", "")).isInstanceOf(Delivery.Unclear.class);
    }

    @Test
    void a_server_that_falls_silent_is_given_up() throws Exception {
        try (ScriptedMailServer silent = new ScriptedMailServer().when("DATA", "354-go on")) {
            SmtpServer server = new SmtpServer(
                    "127.0.0.1",
                    silent.port(),
                    Security.NONE,
                    Optional.empty(),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(200));

            assertThat(new SmtpMailer(server, SHOP).send(aMail()))
                    .isEqualTo(new Delivery.Unclear("the mail server's answer is missing: SocketTimeoutException"));
        }
    }

    @Test
    void a_server_without_encryption_gets_no_mail_if_encryption_is_asked_for() throws Exception {
        try (ScriptedMailServer plain = new ScriptedMailServer()) {
            SmtpServer server = SmtpServer.of("127.0.0.1", plain.port(), Security.STARTTLS, Optional.empty());

            assertThat(new SmtpMailer(server, SHOP).send(aMail())).isInstanceOf(Delivery.NotSent.class);
            assertThat(plain.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for_gets_no_mail() throws Exception {
        int port = MailServer.freePort();
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try {
            SmtpServer tls = SmtpServer.of("127.0.0.1", port, Security.TLS, Optional.empty());

            assertThat(new SmtpMailer(tls, SHOP).send(aMail())).isInstanceOf(Delivery.NotSent.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void an_internationalized_address_is_sent_to_a_server_that_can_take_it() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer()) {
            assertThat(mailer(server.port()).send(aMailTo("jürgen@bücher.example", "Jürgen")))
                    .isEqualTo(new Delivery.Accepted());
            assertThat(server.heard())
                    .anyMatch(line -> line.startsWith("MAIL FROM:") && line.contains("SMTPUTF8"))
                    .contains("RCPT TO:<jürgen@xn--bcher-kva.example>");
        }
    }

    @Test
    void a_password_is_never_shown() {
        assertThat(SmtpServer.of("mail.example", 587, Security.STARTTLS, Optional.of(new Login("shop", "secret")))
                        .toString())
                .doesNotContain("secret");
    }
}
