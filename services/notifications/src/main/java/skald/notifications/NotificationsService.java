package skald.notifications;

import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import skald.contracts.Contracts;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.orders.OrderShipped;
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.notifications.adapter.in.NotificationsApi;
import skald.notifications.adapter.out.InMemoryContacts;
import skald.notifications.adapter.out.InMemoryNotifications;
import skald.notifications.adapter.out.PostgresContacts;
import skald.notifications.adapter.out.PostgresNotifications;
import skald.notifications.application.ContactAwaited;
import skald.notifications.application.ContactAwaitedHandler;
import skald.notifications.application.Contacts;
import skald.notifications.application.DeliverMail;
import skald.notifications.application.DeliverMailEffect;
import skald.notifications.application.MailOutcome;
import skald.notifications.application.MailOutcomeHandler;
import skald.notifications.application.Mailer;
import skald.notifications.application.Notifications;
import skald.notifications.application.NotifyCustomerHandler;
import skald.notifications.application.UserErasedHandler;
import skald.notifications.application.UserRegisteredHandler;
import skald.notifications.domain.Occasion;
import skald.toolkit.EffectPolicy;
import skald.toolkit.Environment;
import skald.toolkit.MessageTypes;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Routes;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.postgres.PostgresStore;

/**
 * The notifications service: its one wiring. It reads the logs of {@code users} and {@code orders} and publishes
 * {@code CustomerNotified}. Thread-safe.
 */
public final class NotificationsService implements HttpService {
    /**
     * A minute ends an attempt with a server that answers every command late. A mail that waits for its server is tried
     * again within five minutes, for as long as it takes.
     */
    private static final EffectPolicy MAILING =
            new EffectPolicy(Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(5));

    /** What the service keeps in memory. A second service over the same goes on like a restart. */
    public static final class Memory {
        private final InMemoryStore store;
        private final InMemoryContacts contacts = new InMemoryContacts();
        private final InMemoryNotifications notifications = new InMemoryNotifications();

        /** Nothing yet, beside what the runtime keeps in {@code store}. */
        public Memory(InMemoryStore store) {
            this.store = store;
        }
    }

    private final Service runtime;
    private final NotificationsApi api;

    private NotificationsService(
            Contacts contacts,
            Notifications notifications,
            Mailer mailer,
            Store store,
            Environment environment,
            int lanes) {
        DeliverMailEffect delivery = new DeliverMailEffect(store, contacts, notifications, mailer);
        this.runtime = new Service(definition(contacts, notifications, delivery), store, environment, lanes);
        this.api = new NotificationsApi(notifications);
    }

    /** On PostgreSQL; connections of {@code database} see the service's schema. */
    public static NotificationsService onPostgres(
            DataSource database, Mailer mailer, Environment environment, int lanes) {
        return new NotificationsService(
                new PostgresContacts(),
                new PostgresNotifications(database),
                mailer,
                new PostgresStore(database),
                environment,
                lanes);
    }

    /** In memory: nothing survives the process. */
    public static NotificationsService inMemory(Mailer mailer, Environment environment, int lanes) {
        return inMemory(new Memory(new InMemoryStore()), mailer, environment, lanes);
    }

    /** The service over what is in {@code memory}. */
    public static NotificationsService inMemory(Memory memory, Mailer mailer, Environment environment, int lanes) {
        return new NotificationsService(
                memory.contacts, memory.notifications, mailer, memory.store, environment, lanes);
    }

    private static ServiceDefinition definition(
            Contacts contacts, Notifications notifications, DeliverMailEffect delivery) {
        MailOutcomeHandler outcome = new MailOutcomeHandler(notifications);
        return ServiceDefinition.named("notifications")
                .types(MessageTypes.of(Contracts.MESSAGES))
                .types(MessageTypes.of(
                        "skald.notifications",
                        DeliverMail.class,
                        MailOutcome.MailAccepted.class,
                        MailOutcome.MailRefused.class,
                        MailOutcome.MailWithdrawn.class,
                        ContactAwaited.class))
                .reads("users", "orders")
                .handle(UserRegistered.class, new UserRegisteredHandler(contacts))
                .handle(UserErased.class, new UserErasedHandler(contacts))
                .handle(OrderConfirmed.class, tell(Occasion::confirmed, contacts, notifications))
                .handle(OrderRejected.class, tell(Occasion::rejected, contacts, notifications))
                .handle(OrderExpired.class, tell(Occasion::expired, contacts, notifications))
                .handle(OrderCancelled.class, tell(Occasion::cancelled, contacts, notifications))
                .handle(CancellationRefused.class, tell(Occasion::cancellationRefused, contacts, notifications))
                .handle(OrderShipped.class, tell(Occasion::shipped, contacts, notifications))
                .handle(OrderReturned.class, tell(Occasion::returned, contacts, notifications))
                .handle(ContactAwaited.class, new ContactAwaitedHandler(contacts, notifications))
                .effect(DeliverMail.class, delivery, MAILING)
                .handle(MailOutcome.MailAccepted.class, outcome)
                .handle(MailOutcome.MailRefused.class, outcome)
                .handle(MailOutcome.MailWithdrawn.class, outcome)
                .build();
    }

    private static <E> NotifyCustomerHandler<E> tell(
            Function<E, Occasion> occasionOf, Contacts contacts, Notifications notifications) {
        return new NotifyCustomerHandler<>(occasionOf, contacts, notifications);
    }

    @Override
    public Service runtime() {
        return runtime;
    }

    @Override
    public void routes(Routes routes) {
        routes.describe(NotificationsService.class, "openapi.json");
        api.routes(routes);
    }
}
