package skald.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.notifications.SomeMail.ANNA;
import static skald.notifications.SomeMail.ORDER;
import static skald.notifications.SomeMail.OTHER_ORDER;
import static skald.notifications.SomeMail.annaRegistered;
import static skald.notifications.SomeMail.confirmed;
import static skald.notifications.SomeMail.shipped;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skald.contracts.users.UserErased;
import skald.database.ServiceDatabase;
import skald.notifications.application.Delivery;
import skald.notifications.application.Mail;
import skald.notifications.application.Mailer;
import skald.testkit.TestPostgres;

/** Stops and starts on a database that stays. */
@Timeout(60)
class NotificationsOnPostgresTest {
    private final ServiceDatabase database = TestPostgres.database("notifications");
    private final EventLog users = new EventLog("users");
    private final EventLog orders = new EventLog("orders");
    private final List<Mail> sent = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    private RunningNotifications start(Mailer mailer) {
        return new RunningNotifications(
                users,
                orders,
                environment -> NotificationsService.onPostgres(database.dataSource(), mailer, environment, 2));
    }

    private Delivery deliver(Mail mail) {
        sent.add(mail);
        return new Delivery.Accepted();
    }

    @Test
    void a_new_start_sends_nothing_again() {
        users.publish(ANNA.toString(), annaRegistered());
        orders.publish(ORDER.toString(), confirmed(ORDER));
        try (RunningNotifications first = start(this::deliver)) {
            first.eventually(() -> first.isAt(ORDER, "sent"));
        }

        orders.publish(OTHER_ORDER.toString(), shipped(OTHER_ORDER));
        try (RunningNotifications second = start(this::deliver)) {
            second.eventually(() -> second.isAt(OTHER_ORDER, "sent"));
            assertThat(second.isAt(ORDER, "sent")).isTrue();
        }

        assertThat(sent)
                .extracting(Mail::subject)
                .containsExactly(
                        "Your order " + ORDER + " is confirmed", "Your order " + OTHER_ORDER + " is on its way");
    }

    @Test
    void a_mail_that_was_under_way_at_the_end_is_sent_after_a_new_start_under_the_same_id() throws Exception {
        users.publish(ANNA.toString(), annaRegistered());
        orders.publish(ORDER.toString(), confirmed(ORDER));
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<String> ids = new CopyOnWriteArrayList<>();
        try (RunningNotifications first = start(mail -> {
            ids.add(mail.id());
            underWay.countDown();
            awaitInterruption(never);
            return new Delivery.Unclear("the process ended");
        })) {
            first.eventually(() -> underWay.getCount() == 0);
        }

        try (RunningNotifications second = start(this::deliver)) {
            second.eventually(() -> second.isAt(ORDER, "sent"));
        }

        never.countDown();
        assertThat(sent).extracting(Mail::id).containsExactly(ids.getFirst());
    }

    private static void awaitInterruption(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_mail_that_waits_for_its_user_still_waits_after_a_new_start() {
        orders.publish(ORDER.toString(), confirmed(ORDER));
        try (RunningNotifications first = start(this::deliver)) {
            first.consume();
            assertThat(first.isAt(ORDER, "waiting")).isTrue();
        }

        users.publish(ANNA.toString(), annaRegistered());
        try (RunningNotifications second = start(this::deliver)) {
            second.eventually(() -> second.isAt(ORDER, "sent"));
        }

        assertThat(sent).hasSize(1);
    }

    @Test
    void an_erased_user_gets_no_mail_after_a_new_start_either() {
        users.publish(ANNA.toString(), annaRegistered());
        users.publish(ANNA.toString(), new UserErased(ANNA.toString()));
        try (RunningNotifications first = start(this::deliver)) {
            first.consume();
        }

        orders.publish(ORDER.toString(), confirmed(ORDER));
        try (RunningNotifications second = start(this::deliver)) {
            second.eventually(() -> second.isAt(ORDER, "withdrawn"));
        }

        assertThat(sent).isEmpty();
    }
}
