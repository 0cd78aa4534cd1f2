package skald.notifications;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import skald.notifications.adapter.out.SmtpMailer;
import skald.notifications.adapter.out.SmtpServer;
import skald.notifications.adapter.out.SmtpServer.Login;
import skald.notifications.adapter.out.SmtpServer.Security;

/** A real mail server on loopback; it knows no recipient called {@code nobody}. */
final class MailServer extends GreenMail {

    MailServer(int port) {
        super(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static SmtpMailer mailer(int port) {
        return mailer(port, Optional.empty());
    }

    static SmtpMailer mailer(int port, Optional<Login> login) {
        return new SmtpMailer(SmtpServer.of("127.0.0.1", port, Security.NONE, login), SomeMail.SHOP);
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setup, Managers all) {
        SmtpManager choosy = new SmtpManager(all.getImapHostManager(), all.getUserManager()) {
            @Override
            public String checkRecipient(SmtpState state, MailAddress recipient) {
                return recipient.getEmail().startsWith("nobody@")
                        ? "550 5.1.1 <" + recipient.getEmail() + ">: there is nobody of that name"
                        : super.checkRecipient(state, recipient);
            }
        };
        return super.createServices(setup, new Managers() {
            @Override
            public SmtpManager getSmtpManager() {
                return choosy;
            }

            @Override
            public UserManager getUserManager() {
                return all.getUserManager();
            }

            @Override
            public ImapHostManager getImapHostManager() {
                return all.getImapHostManager();
            }
        });
    }
}
