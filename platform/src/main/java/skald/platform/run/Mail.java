package skald.platform.run;

import java.nio.file.Path;
import java.util.Optional;
import skald.notifications.adapter.out.EmlFolderMailer;
import skald.notifications.adapter.out.InMemoryMailer;
import skald.notifications.adapter.out.Sender;
import skald.notifications.adapter.out.SmtpMailer;
import skald.notifications.adapter.out.SmtpServer;
import skald.notifications.application.Mailer;

/** How mails leave: through a mail server if one is named, else as files beside the data, else nowhere. */
final class Mail {
    private static final String SENDER = "orders@skald.example";

    private Mail() {}

    static Mailer mailer(Settings settings, Path folder) {
        return settings.smtp().map(Mail::smtp).orElseGet(() -> new EmlFolderMailer(folder, new Sender(SENDER)));
    }

    static Mailer inMemory(Settings settings) {
        return settings.smtp().map(Mail::smtp).orElseGet(InMemoryMailer::new);
    }

    private static Mailer smtp(Settings.Smtp smtp) {
        SmtpServer server = SmtpServer.of(smtp.host(), smtp.port(), SmtpServer.Security.NONE, Optional.empty());
        return new SmtpMailer(server, new Sender(smtp.from()));
    }
}
