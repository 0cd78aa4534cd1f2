package skald.platform.run;

import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import skald.inventory.InventoryService;
import skald.notifications.NotificationsService;
import skald.orders.OrdersService;
import skald.orderviews.OrderViewsService;
import skald.payments.PaymentsService;
import skald.shipping.ShippingService;
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

    static Services wire(Storage storage, Settings settings, Environment environment) {
        Wiring wiring = new Wiring(storage, settings, environment);
        GatewaySimulator gateway = wiring.gateway();
        return new Services(
                wiring.users(),
                wiring.inventory(),
                wiring.payments(gateway),
                wiring.shipping(wiring.carrier()),
                wiring.notifications(),
                wiring.orders(),
                wiring.orderViews(),
                gateway);
    }

    /** All services as they describe themselves: they keep nothing, and are not to be started. */
    public static Services described() {
        Settings settings = Settings.inMemory(0);
        Environment environment =
                new Environment(InstantSource.system(), UUID::randomUUID, new Random(0), Runnable::run);
        return wire(new Storage.Memory(""), settings, environment);
    }

    /** All of them, in the order in which they start. */
    public List<HttpService> all() {
        return List.of(users, inventory, payments, shipping, notifications, orders, orderViews);
    }
}
