package skald.platform.simulation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import skald.inventory.InventoryService;
import skald.notifications.NotificationsService;
import skald.notifications.adapter.out.InMemoryMailer;
import skald.orders.OrdersService;
import skald.orders.SagaStyle;
import skald.orderviews.OrderViewsService;
import skald.payments.PaymentsService;
import skald.platform.run.Services;
import skald.shipping.ShippingService;
import skald.simulation.Alterations;
import skald.simulation.Network;
import skald.simulation.World;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.Environment;
import skald.toolkit.http.HttpService;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.saga.RetryPolicy;
import skald.users.UsersService;

/** All services of the platform in a simulated world, with a gateway and a carrier that never forget. */
final class Town {
    /** Short, so that a run needs minutes of virtual time; many, so that nothing is stuck only because of the faults. */
    private static final OrdersService.Patience PATIENCE = new OrdersService.Patience(
            new RetryPolicy(1_000, Duration.ofSeconds(3), Duration.ofSeconds(10)), Duration.ofSeconds(90));

    private static final Duration HOLD = Duration.ofMinutes(2);
    private static final Set<String> OVER = Set.of("COMPLETED", "REJECTED", "EXPIRED", "CANCELLED");

    private final World world;
    private final Network network;
    private final GatewaySimulator gateway;
    private final CarrierSimulator carrier;
    /** The services of the present processes, which know what lies in their stores. */
    private final Map<String, HttpService> services = new HashMap<>();

    /** Of which the seed draws everything. */
    static Town drawn(World world, Alterations alterations) {
        Network network = new Network(world, alterations);
        return new Town(
                world, network, world.random().nextBoolean() ? SagaStyle.ORCHESTRATION : SagaStyle.CHOREOGRAPHY);
    }

    Town(World world, Network network, SagaStyle style) {
        this.world = world;
        this.network = network;
        this.carrier = CarrierSimulator.inMemory(world::instant, _ -> {}, Runnable::run);
        this.gateway = GatewaySimulator.inMemory(world::instant, _ -> {}, Runnable::run);
        world.note(style.name());
        addSupport();
        addOrders(style);
    }

    private void addSupport() {
        InMemoryMailer mailer = new InMemoryMailer();
        InMemoryStore users = network.store();
        var usersMemory = new UsersService.Memory(users);
        add("users", 1, users, environment -> UsersService.inMemory(usersMemory, environment, 1));
        InMemoryStore inventory = network.store();
        var goods = new InventoryService.Memory(inventory);
        add("inventory", 1, inventory, environment -> InventoryService.inMemory(goods, HOLD, environment, 1));
        InMemoryStore payments = network.store();
        var money = new PaymentsService.Memory(payments);
        add("payments", 1, payments, environment -> PaymentsService.inMemory(money, gateway, environment, 1));
        InMemoryStore shipping = network.store();
        var shipments = new ShippingService.Memory(shipping);
        add("shipping", 1, shipping, environment -> ShippingService.inMemory(shipments, carrier, environment, 1));
        InMemoryStore notifications = network.store();
        var letters = new NotificationsService.Memory(notifications);
        add(
                "notifications",
                1,
                notifications,
                environment -> NotificationsService.inMemory(letters, mailer, environment, 1));
    }

    private void addOrders(SagaStyle style) {
        InMemoryStore orders = network.store();
        var book = new OrdersService.Memory(orders);
        add("orders", 2, orders, environment -> OrdersService.inMemory(book, style, PATIENCE, environment, 2));
        InMemoryStore views = network.store();
        var shown = new OrderViewsService.Memory(views);
        add("order-views", 1, views, environment -> OrderViewsService.inMemory(shown, environment, 1));
    }

    private void add(String name, int lanes, InMemoryStore store, Function<Environment, HttpService> service) {
        network.add(name, lanes, store, environment -> {
            HttpService wired = service.apply(environment);
            services.put(name, wired);
            return wired.runtime().definition();
        });
    }

    CarrierSimulator carrier() {
        return carrier;
    }

    Network network() {
        return network;
    }

    /** Everything as an audit sees it. */
    Services services() {
        return new Services(
                (UsersService) service("users"),
                (InventoryService) service("inventory"),
                (PaymentsService) service("payments"),
                (ShippingService) service("shipping"),
                (NotificationsService) service("notifications"),
                (OrdersService) service("orders"),
                (OrderViewsService) service("order-views"),
                gateway);
    }

    private HttpService service(String name) {
        HttpService service = services.get(name);
        if (service == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return service;
    }

    /** Whether nothing changes the order any more. */
    boolean isOver(UUID order) {
        return world.aside(() -> services().orders().facts(null, Integer.MAX_VALUE).stream()
                .anyMatch(fact -> fact.orderId().equals(order) && OVER.contains(fact.status())));
    }
}
