package skald.platform.run;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import skald.inventory.InventoryService;
import skald.notifications.NotificationsService;
import skald.orders.OrdersService;
import skald.orderviews.OrderViewsService;
import skald.payments.PaymentsService;
import skald.shipping.ShippingService;
import skald.simulators.Delay;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.Environment;
import skald.toolkit.http.HttpService;
import skald.users.UsersService;

/** The services and the simulated outside world of one platform, wired but not started. */
public record Services(
        UsersService users,
        InventoryService inventory,
        PaymentsService payments,
        ShippingService shipping,
        NotificationsService notifications,
        OrdersService orders,
        OrderViewsService orderViews,
        GatewaySimulator gateway) {

    // Two lanes saturate two cores; the orders service, which coordinates, is the busiest. Inventory stays with one,
    // because
    // an order touches many products and lanes are by order.
    private static final int ONE_LANE = 1;
    private static final int TWO_LANES = 2;

    private static final Delay REAL_TIME = Thread::sleep;

    static Services wire(Storage storage, Settings settings, Environment environment) {
        return switch (storage) {
            case Storage.Memory _ -> inMemory(settings, environment);
            case Storage.Embedded embedded -> onPostgres(embedded, settings, environment);
        };
    }

    private static Services onPostgres(Storage.Embedded storage, Settings settings, Environment environment) {
        Executor executor = environment.effects();
        GatewaySimulator gateway = GatewaySimulator.onPostgres(
                storage.database("gateway-simulator"), environment.clock(), REAL_TIME, executor);
        CarrierSimulator carrier = CarrierSimulator.onPostgres(
                storage.database("carrier-simulator"), environment.clock(), REAL_TIME, executor);
        Path mails = storage.folder().path().resolve("mails");
        return new Services(
                UsersService.onPostgres(storage.database("users"), environment, ONE_LANE),
                InventoryService.onPostgres(storage.database("inventory"), settings.hold(), environment, ONE_LANE),
                PaymentsService.onPostgres(storage.database("payments"), gateway, environment, ONE_LANE),
                ShippingService.onPostgres(storage.database("shipping"), carrier, environment, ONE_LANE),
                NotificationsService.onPostgres(
                        storage.database("notifications"), Mail.mailer(settings, mails), environment, ONE_LANE),
                OrdersService.onPostgres(
                        storage.database("orders"), settings.style(), settings.patience(), environment, TWO_LANES),
                orderViews(storage.database("order-views"), settings, environment),
                gateway);
    }

    private static OrderViewsService orderViews(DataSource database, Settings settings, Environment environment) {
        return settings.search()
                .map(search ->
                        OrderViewsService.onPostgres(database, search.server(), search.index(), environment, ONE_LANE))
                .orElseGet(() -> OrderViewsService.onPostgres(database, environment, ONE_LANE));
    }

    private static Services inMemory(Settings settings, Environment environment) {
        GatewaySimulator gateway = GatewaySimulator.inMemory(environment.clock(), REAL_TIME, environment.effects());
        CarrierSimulator carrier = CarrierSimulator.inMemory(environment.clock(), REAL_TIME, environment.effects());
        return new Services(
                UsersService.inMemory(environment, ONE_LANE),
                InventoryService.inMemory(settings.hold(), environment, ONE_LANE),
                PaymentsService.inMemory(gateway, environment, ONE_LANE),
                ShippingService.inMemory(carrier, environment, ONE_LANE),
                NotificationsService.inMemory(Mail.inMemory(settings), environment, ONE_LANE),
                OrdersService.inMemory(settings.style(), settings.patience(), environment, TWO_LANES),
                OrderViewsService.inMemory(environment, ONE_LANE),
                gateway);
    }

    /** All of them, in the order in which they start. */
    public List<HttpService> all() {
        return List.of(users, inventory, payments, shipping, notifications, orders, orderViews);
    }
}
