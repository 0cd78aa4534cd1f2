package skald.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.notifications.SomeMail.ANNA;
import static skald.notifications.SomeMail.NOON;
import static skald.notifications.SomeMail.ORDER;
import static skald.notifications.SomeMail.annaRegistered;
import static skald.notifications.SomeMail.confirmed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.contracts.notifications.CustomerNotified;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.orders.OrderShipped;
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.notifications.adapter.out.InMemoryContacts;
import skald.notifications.adapter.out.InMemoryNotifications;
import skald.notifications.application.ContactAwaited;
import skald.notifications.application.ContactAwaitedHandler;
import skald.notifications.application.Contacts;
import skald.notifications.application.DeliverMail;
import skald.notifications.application.MailOutcome.MailAccepted;
import skald.notifications.application.MailOutcome.MailRefused;
import skald.notifications.application.MailOutcome.MailWithdrawn;
import skald.notifications.application.MailOutcomeHandler;
import skald.notifications.application.Notifications;
import skald.notifications.application.NotifyCustomerHandler;
import skald.notifications.application.UserErasedHandler;
import skald.notifications.application.UserRegisteredHandler;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Letter;
import skald.notifications.domain.Notification;
import skald.notifications.domain.Notification.Stage;
import skald.notifications.domain.Occasion;
import skald.testkit.Decision;

class NotificationDecisionsTest {
    private static final String KEY = ORDER.toString();
    private static final Contact ANNAS_CONTACT = new Contact.Reachable("anna@example.org", "Anna Ångström");

    private final Contacts contacts = new InMemoryContacts();
    private final Notifications notifications = new InMemoryNotifications();
    private final NotifyCustomerHandler<OrderConfirmed> onConfirmed =
            new NotifyCustomerHandler<>(Occasion::confirmed, contacts, notifications);
    private final ContactAwaitedHandler onContactAwaited = new ContactAwaitedHandler(contacts, notifications);
    private final MailOutcomeHandler onOutcome = new MailOutcomeHandler(notifications);
    private final Decision decision = new Decision(NOON);

    /** The id of the notification that the last decision had sent. */
    private UUID sendingId() {
        return decision.effects().stream()
                .map(DeliverMail.class::cast)
                .findFirst()
                .orElseThrow()
                .notificationId();
    }

    private UUID waitingId() {
        return ((ContactAwaited) decision.timers().getFirst().body()).notificationId();
    }

    private Notification kept(UUID id) {
        Notification notification = decision.state(notifications, id);
        assertThat(notification).isNotNull();
        return notification;
    }

    @Test
    void an_event_of_an_order_is_recorded_and_then_sent() {
        decision.given(contacts, ANNA, ANNAS_CONTACT).when(onConfirmed, KEY, confirmed(ORDER));

        Notification recorded = kept(sendingId());
        assertThat(recorded.stage()).isEqualTo(new Stage.Sending());
        assertThat(recorded.orderId()).isEqualTo(ORDER);
        assertThat(recorded.at()).isEqualTo(NOON);
        assertThat(recorded.letter().subject()).isEqualTo("Your order " + ORDER + " is confirmed");
        assertThat(recorded.letter().text()).contains("19.99 EUR");
        assertThat(decision.effectIds()).containsExactly(recorded.id().toString());
        assertThat(decision.published()).isEmpty();
    }

    @Test
    void the_same_event_again_sends_nothing() {
        decision.given(contacts, ANNA, ANNAS_CONTACT).when(onConfirmed, KEY, confirmed(ORDER));
        Notification recorded = kept(sendingId());

        decision.at(NOON.plusSeconds(5)).when(onConfirmed, KEY, confirmed(ORDER));

        assertThat(decision.effects()).isEmpty();
        assertThat(kept(recorded.id())).isEqualTo(recorded);
    }

    @Test
    void a_mail_for_a_user_who_is_not_known_yet_waits_until_the_user_is() {
        decision.when(onConfirmed, KEY, confirmed(ORDER));
        assertThat(decision.effects()).isEmpty();
        assertThat(decision.timers()).extracting(Decision.Timer::dueAt).containsExactly(NOON.plusSeconds(1));
        ContactAwaited due = (ContactAwaited) decision.timers().getFirst().body();

        decision.at(NOON.plusSeconds(1)).when(onContactAwaited, KEY, due);
        assertThat(decision.timers()).extracting(Decision.Timer::dueAt).containsExactly(NOON.plusSeconds(3));
        assertThat(kept(due.notificationId()).stage()).isEqualTo(new Stage.Waiting(2));

        decision.given(contacts, ANNA, ANNAS_CONTACT).at(NOON.plusSeconds(3)).when(onContactAwaited, KEY, due);
        assertThat(sendingId()).isEqualTo(due.notificationId());
        assertThat(kept(due.notificationId()).stage()).isEqualTo(new Stage.Sending());
    }

    @Test
    void a_mail_waits_for_its_user_about_a_day_and_then_fails_visibly() {
        decision.when(onConfirmed, KEY, confirmed(ORDER));
        UUID id = waitingId();
        int looks = 1;
        Instant now = NOON;
        while (kept(id).isOpen() && looks < 1000) {
            now = decision.timers().getFirst().dueAt();
            decision.at(now).when(onContactAwaited, KEY, new ContactAwaited(id, ANNA));
            looks++;
        }

        assertThat(kept(id).stage()).isEqualTo(new Stage.Failed("the user is not known"));
        assertThat(Duration.between(NOON, now)).isBetween(Duration.ofHours(23), Duration.ofHours(25));
    }

    @Test
    void an_erased_user_gets_no_mail() {
        decision.given(contacts, ANNA, new Contact.Erased()).when(onConfirmed, KEY, confirmed(ORDER));

        assertThat(decision.effects()).isEmpty();
        assertThat(decision.timers()).isEmpty();
    }

    @Test
    void a_user_who_is_erased_while_a_mail_waits_gets_none() {
        decision.when(onConfirmed, KEY, confirmed(ORDER));
        UUID id = waitingId();

        decision.given(contacts, ANNA, new Contact.Erased()).when(onContactAwaited, KEY, new ContactAwaited(id, ANNA));

        assertThat(decision.effects()).isEmpty();
        assertThat(kept(id).stage()).isEqualTo(new Stage.Withdrawn());
    }

    @Test
    void what_the_mail_system_took_is_told_to_the_others_once() {
        decision.given(contacts, ANNA, ANNAS_CONTACT).when(onConfirmed, KEY, confirmed(ORDER));
        UUID id = sendingId();

        decision.at(NOON.plusSeconds(2)).when(onOutcome, KEY, new MailAccepted(id));
        assertThat(kept(id).stage()).isEqualTo(new Stage.Sent(NOON.plusSeconds(2)));
        assertThat(decision.published())
                .containsExactly(new CustomerNotified(KEY, "Your order " + ORDER + " is confirmed"));

        decision.when(onOutcome, KEY, new MailAccepted(id));
        assertThat(decision.published()).isEmpty();
    }

    @Test
    void a_refused_mail_has_failed_and_nobody_was_told() {
        decision.given(contacts, ANNA, ANNAS_CONTACT).when(onConfirmed, KEY, confirmed(ORDER));
        UUID id = sendingId();

        decision.when(onOutcome, KEY, new MailRefused(id, "the mail server refuses the recipient (SMTP 550)"));

        assertThat(kept(id).stage()).isEqualTo(new Stage.Failed("the mail server refuses the recipient (SMTP 550)"));
        assertThat(decision.published()).isEmpty();
    }

    @Test
    void a_mail_that_found_its_user_erased_is_withdrawn() {
        decision.given(contacts, ANNA, ANNAS_CONTACT).when(onConfirmed, KEY, confirmed(ORDER));
        UUID id = sendingId();

        decision.when(onOutcome, KEY, new MailWithdrawn(id));

        assertThat(kept(id).stage()).isEqualTo(new Stage.Withdrawn());
        assertThat(decision.published()).isEmpty();
    }

    @Test
    void a_registered_user_can_be_written_to_until_erased_and_never_again() {
        UserRegisteredHandler onRegistered = new UserRegisteredHandler(contacts);
        UserErasedHandler onErased = new UserErasedHandler(contacts);

        decision.when(onRegistered, ANNA.toString(), annaRegistered());
        assertThat(decision.state(contacts, ANNA)).isEqualTo(ANNAS_CONTACT);

        decision.when(onErased, ANNA.toString(), new UserErased(ANNA.toString()));
        assertThat(decision.state(contacts, ANNA)).isEqualTo(new Contact.Erased());

        decision.when(onRegistered, ANNA.toString(), annaRegistered());
        assertThat(decision.state(contacts, ANNA)).isEqualTo(new Contact.Erased());
    }

    @Test
    void a_registration_whose_data_are_erased_already_is_nobody_to_write_to() {
        UserRegistered wiped = new UserRegistered(ANNA.toString(), "erased", "erased", List.of("customer"));

        decision.when(new UserRegisteredHandler(contacts), ANNA.toString(), wiped);

        assertThat(decision.state(contacts, ANNA)).isEqualTo(new Contact.Erased());
    }

    @Test
    void every_occasion_says_what_happened() {
        String anna = ANNA.toString();
        Money refund = new Money(500, "GBP");
        List<Letter> letters = List.of(
                Occasion.rejected(new OrderRejected(KEY, anna, "the card was declined"))
                        .letter(),
                Occasion.expired(new OrderExpired(KEY, anna, "the carrier did not answer"))
                        .letter(),
                Occasion.cancelled(new OrderCancelled(KEY, anna, null)).letter(),
                Occasion.cancelled(new OrderCancelled(KEY, anna, "wrong size")).letter(),
                Occasion.cancellationRefused(new CancellationRefused(KEY, anna, "it was dispatched"))
                        .letter(),
                Occasion.shipped(new OrderShipped(KEY, anna, "TRACK-1")).letter(),
                Occasion.returned(new OrderReturned(KEY, anna, "r1", List.of(new Line("A1", 1)), refund, true))
                        .letter(),
                Occasion.returned(new OrderReturned(KEY, anna, "r2", List.of(new Line("A1", 1)), refund, false))
                        .letter());

        assertThat(letters)
                .extracting(letter -> letter.subject().substring("Your order ".length() + KEY.length() + 1))
                .containsExactly(
                        "could not be accepted",
                        "could not be completed in time",
                        "is cancelled",
                        "is cancelled",
                        "could not be cancelled",
                        "is on its way",
                        "is returned",
                        "is returned in part");
        assertThat(letters.get(0).text()).contains("the card was declined");
        assertThat(letters.get(1).text()).contains("the carrier did not answer");
        assertThat(letters.get(2).text()).contains("is cancelled.").doesNotContain("null");
        assertThat(letters.get(3).text()).contains("wrong size");
        assertThat(letters.get(4).text()).contains("it was dispatched");
        assertThat(letters.get(5).text()).contains("TRACK-1");
        assertThat(letters.get(6).text()).contains("5.00 GBP");
    }
}
