package skald.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.notifications.RunningNotifications.json;
import static skald.notifications.SomeMail.ANNA;
import static skald.notifications.SomeMail.ORDER;
import static skald.notifications.SomeMail.OTHER_ORDER;
import static skald.notifications.SomeMail.annaRegistered;
import static skald.notifications.SomeMail.confirmed;
import static skald.notifications.SomeMail.shipped;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.notifications.adapter.out.InMemoryMailer;
import skald.notifications.application.Delivery;
import skald.notifications.application.Mail;
import skald.notifications.application.Mailer;
import skald.toolkit.http.Caller;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class NotificationsServiceTest {
    private final InMemoryMailer mailer = new InMemoryMailer();
    private final List<RunningNotifications> running = new ArrayList<>();

    private RunningNotifications withMailer(Mailer with) {
        RunningNotifications started =
                new RunningNotifications(environment -> NotificationsService.inMemory(with, environment, 2));
        running.add(started);
        return started;
    }

    @AfterEach
    void stop() {
        running.forEach(RunningNotifications::close);
    }

    @Test
    void a_customer_is_told_once_for_each_event() {
        RunningNotifications notifications = withMailer(mailer);
        notifications.users.publish(ANNA.toString(), annaRegistered());
        notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
        notifications.orders.publish(ORDER.toString(), shipped(ORDER));
        notifications.eventually(() -> mailer.mails().size() == 2
                && notifications
                        .of(ORDER)
                        .valueStream()
                        .allMatch(one -> one.get("status").stringValue().equals("sent")));

        assertThat(mailer.mails()).extracting(Mail::address).containsOnly("anna@example.org");
        assertThat(mailer.mails())
                .extracting(Mail::subject)
                .containsExactlyInAnyOrder(
                        "Your order " + ORDER + " is confirmed", "Your order " + ORDER + " is on its way");
        JsonNode sent = notifications.of(ORDER).get(0);
        assertThat(sent.get("orderId").stringValue()).isEqualTo(ORDER.toString());
        assertThat(sent.get("subject").stringValue()).startsWith("Your order " + ORDER);
        assertThat(sent.has("notificationId") && sent.has("at") && sent.has("sentAt"))
                .isTrue();
        assertThat(sent.has("reason")).isFalse();
    }

    @Test
    void others_learn_that_the_customer_was_told() {
        RunningNotifications notifications = withMailer(mailer);
        notifications.users.publish(ANNA.toString(), annaRegistered());
        notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
        var feed = notifications.service().runtime().feed();
        notifications.eventually(() -> feed.head(0) + feed.head(1) == 1);

        var entry = feed.read(feed.head(0) == 1 ? 0 : 1, 0, 10).getFirst();
        assertThat(entry.type()).isEqualTo("skald.notifications.customer-notified.v1");
        assertThat(entry.key()).isEqualTo(ORDER.toString());
        assertThat(entry.cause()).isNull();
    }

    @Test
    void a_mail_waits_for_the_event_that_tells_who_the_user_is() {
        RunningNotifications notifications = withMailer(mailer);
        notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
        notifications.consume();
        assertThat(notifications.isAt(ORDER, "waiting")).isTrue();

        notifications.users.publish(ANNA.toString(), annaRegistered());
        notifications.eventually(() -> notifications.isAt(ORDER, "sent"));

        assertThat(mailer.mails()).extracting(Mail::name).containsExactly("Anna Ångström");
    }

    @Test
    void an_erased_user_gets_no_mail() {
        RunningNotifications notifications = withMailer(mailer);
        notifications.users.publish(ANNA.toString(), annaRegistered());
        notifications.users.publish(ANNA.toString(), new UserErased(ANNA.toString()));
        notifications.consume();

        notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
        notifications.eventually(() -> notifications.isAt(ORDER, "withdrawn"));

        assertThat(mailer.mails()).isEmpty();
    }

    @Test
    void a_user_who_is_erased_while_the_mail_server_is_down_gets_no_mail() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        RunningNotifications notifications = withMailer(_ -> {
            tried.countDown();
            return new Delivery.NotSent("down");
        });
        notifications.users.publish(ANNA.toString(), annaRegistered());
        notifications.consume();
        notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
        tried.await();

        notifications.users.publish(ANNA.toString(), new UserErased(ANNA.toString()));
        notifications.consume();

        notifications.eventually(() -> notifications.isAt(ORDER, "withdrawn"));
    }

    @Test
    void a_mail_server_that_is_down_gets_the_mail_when_it_is_up() throws Exception {
        int port = MailServer.freePort();
        MailServer server = new MailServer(port);
        CountDownLatch tried = new CountDownLatch(2);
        Mailer smtp = MailServer.mailer(port);
        RunningNotifications notifications = withMailer(mail -> {
            Delivery delivery = smtp.send(mail);
            tried.countDown();
            return delivery;
        });
        notifications.users.publish(ANNA.toString(), annaRegistered());
        notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
        notifications.eventually(() -> tried.getCount() == 0);
        assertThat(notifications.isAt(ORDER, "sending")).isTrue();

        try {
            server.start();
            notifications.eventually(() -> notifications.isAt(ORDER, "sent"));

            assertThat(server.getReceivedMessages()).hasSize(1);
            String id = notifications.of(ORDER).at("/0/notificationId").stringValue();
            assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo("<" + id + "@shop.example>");
        } finally {
            server.stop();
        }
    }

    @Test
    void a_recipient_whom_the_mail_server_refuses_makes_the_notification_fail() throws Exception {
        MailServer server = new MailServer(MailServer.freePort());
        server.start();
        try {
            RunningNotifications notifications =
                    withMailer(MailServer.mailer(server.getSmtp().getPort()));
            notifications.users.publish(
                    ANNA.toString(),
                    new UserRegistered(ANNA.toString(), "nobody@example.org", "N", List.of("customer")));
            notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
            notifications.eventually(() -> notifications.isAt(ORDER, "failed"));

            assertThat(notifications.of(ORDER).at("/0/reason").stringValue())
                    .isEqualTo("the mail server refuses the recipient (SMTP 550 5.1.1)");
            assertThat(notifications.of(ORDER).get(0).has("sentAt")).isFalse();
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void notifications_are_listed_in_pages_and_by_order() {
        RunningNotifications notifications = withMailer(mailer);
        notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
        notifications.orders.publish(ORDER.toString(), shipped(ORDER));
        notifications.orders.publish(OTHER_ORDER.toString(), confirmed(OTHER_ORDER));
        notifications.consume();

        JsonNode first = json(notifications.get("/v1/notifications?limit=2"));
        JsonNode second = json(notifications.get(
                "/v1/notifications?limit=2&after=" + first.get("next").stringValue()));
        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(notifications.of(ORDER)).hasSize(2);
        assertThat(notifications.of(new UUID(1, 1))).isEmpty();
        assertThat(notifications.get("/v1/notifications?order=17").statusCode()).isEqualTo(400);
    }

    @Test
    void customers_see_what_they_were_told_and_nothing_else() {
        RunningNotifications notifications = withMailer(mailer);
        notifications.orders.publish(ORDER.toString(), confirmed(ORDER));
        notifications.consume();

        notifications.as(new Caller(Caller.Role.CUSTOMER, ANNA.toString()));
        assertThat(notifications.of(ORDER)).hasSize(1);
        assertThat(notifications.get("/v1/notifications").statusCode()).isEqualTo(403);

        notifications.as(new Caller(Caller.Role.CUSTOMER, new UUID(1, 1).toString()));
        assertThat(notifications.of(ORDER)).isEmpty();
    }
}
