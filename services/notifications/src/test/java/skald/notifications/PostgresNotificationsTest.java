package skald.notifications;

import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.notifications.adapter.out.PostgresContacts;
import skald.notifications.adapter.out.PostgresNotifications;
import skald.notifications.application.Contacts;
import skald.notifications.application.Notifications;
import skald.testkit.TestPostgres;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;

class PostgresNotificationsTest extends NotificationsContract {
    private final ServiceDatabase database = TestPostgres.database("notifications");
    private final Store store = new PostgresStore(database.dataSource());
    private final Contacts contacts = new PostgresContacts();
    private final Notifications notifications = new PostgresNotifications(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

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
