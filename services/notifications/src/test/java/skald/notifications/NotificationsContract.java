package skald.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.notifications.SomeMail.ANNA;
import static skald.notifications.SomeMail.NOON;
import static skald.notifications.SomeMail.ORDER;
import static skald.notifications.SomeMail.OTHER_ORDER;
import static skald.notifications.SomeMail.aNotification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import skald.notifications.application.Contacts;
import skald.notifications.application.Notifications;
import skald.notifications.domain.Contact;
import skald.notifications.domain.Notification;
import skald.notifications.domain.Notification.Stage;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.States;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;

/** What every adapter of the notifications service's ports does. */
abstract class NotificationsContract {
    private static final UUID NOBODY = new UUID(9, 9);

    abstract Store store();

    abstract Contacts contacts();

    abstract Notifications notifications();

    private <S> void save(States<UUID, S> states, List<Change<UUID, S>> changes) {
        try (Tx tx = store().begin()) {
            states.save(tx, changes);
            tx.commit();
        }
    }

    private <S> Map<UUID, Versioned<S>> load(States<UUID, S> states, List<UUID> ids) {
        try (Tx tx = store().begin()) {
            return states.load(tx, ids);
        }
    }

    private List<Notification> record(Notification... all) {
        List<Change<UUID, Notification>> changes = new ArrayList<>();
        for (Notification notification : all) {
            changes.add(new Change<>(notification.id(), 0, null, notification));
        }
        save(notifications(), changes);
        return List.of(all);
    }

    @Test
    void contacts_are_kept_until_they_are_erased() {
        Contact anna = new Contact.Reachable("anna@example.org", "Anna Ångström");
        save(contacts(), List.of(new Change<>(ANNA, 0, null, anna)));
        assertThat(load(contacts(), List.of(ANNA, NOBODY))).isEqualTo(Map.of(ANNA, new Versioned<>(anna, 1)));

        save(contacts(), List.of(new Change<>(ANNA, 1, anna, new Contact.Erased())));
        assertThat(load(contacts(), List.of(ANNA))).isEqualTo(Map.of(ANNA, new Versioned<>(new Contact.Erased(), 2)));
        assertThatThrownBy(() -> save(contacts(), List.of(new Change<>(ANNA, 1, anna, anna))))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void notifications_are_kept_at_every_stage() {
        List<Notification> all = record(
                aNotification(1, ORDER, NOON, new Stage.Waiting(3)),
                aNotification(2, ORDER, NOON, new Stage.Sending()),
                aNotification(3, ORDER, NOON, new Stage.Sent(NOON.plusSeconds(1))),
                aNotification(4, ORDER, NOON, new Stage.Failed("the mail server refuses the recipient")),
                aNotification(5, ORDER, NOON, new Stage.Withdrawn()));

        Map<UUID, Versioned<Notification>> loaded =
                load(notifications(), all.stream().map(Notification::id).toList());

        for (Notification notification : all) {
            assertThat(loaded).containsEntry(notification.id(), new Versioned<>(notification, 1));
        }
    }

    @Test
    void a_notification_goes_on_from_the_version_that_was_read() {
        Notification waiting =
                record(aNotification(1, ORDER, NOON, new Stage.Waiting(1))).getFirst();
        Notification sending = waiting.to(new Stage.Sending());

        save(notifications(), List.of(new Change<>(waiting.id(), 1, waiting, sending)));

        assertThat(load(notifications(), List.of(waiting.id())))
                .isEqualTo(Map.of(waiting.id(), new Versioned<>(sending, 2)));
        assertThatThrownBy(() -> save(notifications(), List.of(new Change<>(waiting.id(), 1, waiting, sending))))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void the_latest_notifications_are_listed_first_in_pages() {
        List<Notification> all = record(
                aNotification(1, ORDER, NOON, new Stage.Sending()),
                aNotification(2, OTHER_ORDER, NOON.plusSeconds(1), new Stage.Sending()),
                aNotification(3, ORDER, NOON.plusSeconds(2), new Stage.Sending()),
                aNotification(-4, ORDER, NOON.plusSeconds(2), new Stage.Sending()));
        Notification a = all.get(0);
        Notification b = all.get(1);
        Notification c = all.get(2);
        Notification d = all.get(3);

        assertThat(notifications().list(null, null, 10)).containsExactly(d, c, b, a);
        assertThat(notifications().list(null, null, 1)).containsExactly(d);
        assertThat(notifications().list(null, new Notifications.Position(d.at(), d.id()), 2))
                .containsExactly(c, b);
        assertThat(notifications().list(ORDER, null, 10)).containsExactly(d, c, a);
        assertThat(notifications().list(ORDER, new Notifications.Position(c.at(), c.id()), 10))
                .containsExactly(a);
        assertThat(notifications().list(NOBODY, null, 10)).isEmpty();
    }
}
