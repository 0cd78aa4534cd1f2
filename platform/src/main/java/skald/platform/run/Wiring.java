package skald.platform.run;

import java.util.List;
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

/**
 * How each service is made, over its database or in memory: a method each, the same for all in one process and for each in
 * a process of its own.
 */
final class Wiring {

    // Two lanes saturate two cores; the orders service, which coordinates, is the busiest. Inventory stays with one,
    // because an order touches many products and lanes are by order.
    private static final int ONE_LANE = 1;
    private static final int TWO_LANES = 2;

    private static final Delay REAL_TIME = Thread::sleep;

    private final Storage storage;
    private final Settings settings;
    private final Environment environment;

    Wiring(Storage storage, Settings settings, Environment environment) {
        this.storage = storage;
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * The service of that name, with the part of the outside world that it calls.
     *
     * @throws IllegalArgumentException if there is none
     */
    HttpService service(String name) {
        return switch (name) {
            case "users" -> users();
            case "inventory" -> inventory();
            case "payments" -> payments(gateway());
            case "shipping" -> shipping(carrier());
            case "notifications" -> notifications();
            case "orders" -> orders();
            case "order-views" -> orderViews();
            default -> throw new IllegalArgumentException("there is no service " + name);
        };
    }

    /** Whose databases a service needs: its own, and that of the simulator which it calls. */
    static List<String> databasesOf(String service) {
        return switch (service) {
            case "payments" -> List.of(service, "gateway-simulator");
            case "shipping" -> List.of(service, "carrier-simulator");
            default -> List.of(service);
        };
    }

    UsersService users() {
        return switch (storage) {
            case Storage.Memory _ -> UsersService.inMemory(environment, ONE_LANE);
            case Storage.Databases on -> UsersService.onPostgres(on.database("users"), environment, ONE_LANE);
        };
    }

    InventoryService inventory() {
        return switch (storage) {
            case Storage.Memory _ -> InventoryService.inMemory(settings.hold(), environment, ONE_LANE);
            case Storage.Databases on ->
                InventoryService.onPostgres(on.database("inventory"), settings.hold(), environment, ONE_LANE);
        };
    }

    GatewaySimulator gateway() {
        return switch (storage) {
            case Storage.Memory _ -> GatewaySimulator.inMemory(environment.clock(), REAL_TIME, environment.effects());
            case Storage.Databases on ->
                GatewaySimulator.onPostgres(
                        on.database("gateway-simulator"), environment.clock(), REAL_TIME, environment.effects());
        };
    }

    PaymentsService payments(GatewaySimulator gateway) {
        return switch (storage) {
            case Storage.Memory _ -> PaymentsService.inMemory(gateway, environment, ONE_LANE);
            case Storage.Databases on ->
                PaymentsService.onPostgres(on.database("payments"), gateway, environment, ONE_LANE);
        };
    }

    CarrierSimulator carrier() {
        return switch (storage) {
            case Storage.Memory _ -> CarrierSimulator.inMemory(environment.clock(), REAL_TIME, environment.effects());
            case Storage.Databases on ->
                CarrierSimulator.onPostgres(
                        on.database("carrier-simulator"), environment.clock(), REAL_TIME, environment.effects());
        };
    }

    ShippingService shipping(CarrierSimulator carrier) {
        return switch (storage) {
            case Storage.Memory _ -> ShippingService.inMemory(carrier, environment, ONE_LANE);
            case Storage.Databases on ->
                ShippingService.onPostgres(on.database("shipping"), carrier, environment, ONE_LANE);
        };
    }

    NotificationsService notifications() {
        return switch (storage) {
            case Storage.Memory _ -> NotificationsService.inMemory(Mail.inMemory(settings), environment, ONE_LANE);
            case Storage.Databases on ->
                NotificationsService.onPostgres(
                        on.database("notifications"), Mail.mailer(settings, on.mails()), environment, ONE_LANE);
        };
    }

    OrdersService orders() {
        return switch (storage) {
            case Storage.Memory _ ->
                OrdersService.inMemory(settings.style(), settings.patience(), environment, TWO_LANES);
            case Storage.Databases on ->
                OrdersService.onPostgres(
                        on.database("orders"), settings.style(), settings.patience(), environment, TWO_LANES);
        };
    }

    OrderViewsService orderViews() {
        return switch (storage) {
            case Storage.Memory _ -> OrderViewsService.inMemory(environment, ONE_LANE);
            case Storage.Databases on -> orderViews(on.database("order-views"));
        };
    }

    private OrderViewsService orderViews(DataSource database) {
        return settings.search()
                .map(search ->
                        OrderViewsService.onPostgres(database, search.server(), search.index(), environment, ONE_LANE))
                .orElseGet(() -> OrderViewsService.onPostgres(database, environment, ONE_LANE));
    }
}
