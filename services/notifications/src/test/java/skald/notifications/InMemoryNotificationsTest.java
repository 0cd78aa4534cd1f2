package skald.notifications;

import skald.notifications.adapter.out.InMemoryContacts;
import skald.notifications.adapter.out.InMemoryNotifications;
import skald.notifications.application.Contacts;
import skald.notifications.application.Notifications;
import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;

class InMemoryNotificationsTest extends NotificationsContract {
    private final Store store = new InMemoryStore();
    private final Contacts contacts = new InMemoryContacts();
    private final Notifications notifications = new InMemoryNotifications();

    @Override
    Store store() {
        return store;
    }

    @Override
    Contacts contacts() {
        return contacts;
    }

    @Override
    Notifications notifications() {
        return notifications;
    }
}
