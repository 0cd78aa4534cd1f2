package skald.platform.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.inventory.application.DefineProduct;
import skald.inventory.application.MoveStock;
import skald.inventory.domain.MovementKind;
import skald.orders.application.CancelOrder;
import skald.orders.application.OrderAccepted;
import skald.orders.application.PlaceOrder;
import skald.orders.application.Refusal;
import skald.orders.application.ReturnGoods;
import skald.shipping.application.ReportDelivery;
import skald.simulation.Caller;
import skald.simulation.Network;
import skald.simulation.World;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;
import skald.toolkit.Idempotency;
import skald.users.application.RegisterUser;
import skald.users.domain.EmailAddress;
import skald.users.domain.Roles;

/** Those who use the platform: a warehouse, users and their orders. They keep a journal of what they were told. */
final class Customers {
    private static final List<String> SKUS = List.of("MUG", "TEA", "POT");
    private static final int MOST_ORDERS = 6;
    /** A refusal at the door is given up after so many attempts: there may be too little stock for good. */
    private static final int MOST_REFUSALS = 8;

    /** Products and users are known everywhere by then, unless something is broken. */
    private static final Duration UNTIL_ALL_IS_THERE = Duration.ofSeconds(1);

    private static final Duration OPENING_HOURS = Duration.ofSeconds(40);

    private final World world;
    private final Town town;
    private final List<Wish> wishes;
    private final RandomGenerator random;
    private final Network network;
    private final List<UUID> users = new ArrayList<>();

    /** What was promised: the scope of the key, and the order that was accepted under it. */
    private final Map<String, String> accepted = new LinkedHashMap<>();

    private final Set<String> wanted = new LinkedHashSet<>();
    private final Set<String> held = new LinkedHashSet<>();
    private final List<String> broken = new ArrayList<>();
    private int ordersToCome;
    private int plans;

    /** @param wishes what they want, one order each; if there are none, the seed draws them */
    Customers(World world, Town town, List<Wish> wishes) {
        this.wishes = wishes;
        this.world = world;
        this.town = town;
        this.network = town.network();
        this.random = world.random();
    }

    /** Sees to it that everything which they will ever do is going to happen. */
    void come() {
        if (!wishes.isEmpty()) {
            comeWith();
            return;
        }
        int many = 1 + random.nextInt(2);
        for (int i = 0; i < many; i++) {
            register(i, _ -> {});
        }
        for (String sku : SKUS) {
            define(sku, 100 + random.nextInt(2_000));
        }
        ordersToCome = Math.min(1 + random.nextInt(MOST_ORDERS), world.most());
        for (int i = 0; i < ordersToCome; i++) {
            int number = i;
            world.after(world.some(OPENING_HOURS).plusSeconds(1), "wants an order", () -> order(number));
        }
        if (random.nextInt(3) == 0) {
            world.after(
                    world.some(OPENING_HOURS), "new price", () -> define(SKUS.getFirst(), 100 + random.nextInt(500)));
        }
    }

    private void comeWith() {
        SKUS.forEach(sku -> define(sku, 850, 10));
        ordersToCome = wishes.size();
        register(0, user -> {
            for (int i = 0; i < wishes.size(); i++) {
                int number = i;
                world.after(UNTIL_ALL_IS_THERE, "wants an order", () -> order(number, user));
            }
        });
    }

    private static Idempotency key(String route, String key) {
        return new Idempotency("someone", route, key, key);
    }

    private void register(int number, Consumer<UUID> known) {
        Idempotency key = key("POST /v1/users", "user-" + number);
        network.ask(
                "users",
                key,
                (service, idempotency) -> {
                    UUID id = service.newId(idempotency);
                    var person = new RegisterUser(
                            id,
                            new EmailAddress("user" + number + "@example.com"),
                            "User " + number,
                            Roles.ofCustomer());
                    return new Caller.Request(id.toString(), person);
                },
                reply -> {
                    if (reply.body() instanceof RegisterUser.Registration registration
                            && !users.contains(registration.userId())) {
                        users.add(registration.userId());
                        known.accept(registration.userId());
                    }
                });
    }

    private void define(String sku, int price) {
        define(sku, price, random.nextInt(4) == 0 ? 3 : 1_000);
    }

    private void define(String sku, int price, int stock) {
        network.ask(
                "inventory",
                null,
                (_, _) -> new Caller.Request(sku, new DefineProduct(sku, sku, new Money(price, "EUR"), null)),
                _ -> receive(sku, stock, price));
    }

    private void receive(String sku, int quantity, int number) {
        network.ask(
                "inventory",
                key("POST /v1/stock", sku + '-' + number),
                (_, _) -> new Caller.Request(sku, new MoveStock(sku, MovementKind.RECEIPT, quantity, null)),
                _ -> {});
    }

    private void order(int number) {
        if (users.isEmpty()) {
            world.after(Duration.ofSeconds(1), "wants an order", () -> order(number));
            return;
        }
        // Somebody who has registered this very moment is not known everywhere yet.
        if (random.nextInt(4) == 0) {
            register(MOST_ORDERS + number, user -> order(number, user));
        } else {
            order(number, users.get(random.nextInt(users.size())));
        }
    }

    private void order(int number, UUID user) {
        ordersToCome--;
        Idempotency key = key("POST /v1/orders", "order-" + number);
        wanted.add(key.scope());
        Wish wish = wishes.isEmpty() ? drawn() : wishes.get(number % wishes.size());
        int[] refusals = {0};
        Caller[] self = new Caller[1];
        self[0] = network.ask(
                "orders",
                key,
                (service, idempotency) -> {
                    UUID id = service.newId(idempotency);
                    Address shipTo = new Address("A. Customer", wish.street(), null, "London", "GB");
                    return new Caller.Request(
                            id.toString(),
                            new PlaceOrder(id, user, wish.lines(), shipTo, "card", wish.token(), null, key.scope()));
                },
                reply -> {
                    switch (reply.body()) {
                        case OrderAccepted order -> accepted(key.scope(), order, wish);
                        // The user or a product may not have arrived there yet.
                        case Refusal _ when refusals[0]++ < MOST_REFUSALS -> self[0].unsatisfied();
                        default -> {}
                    }
                });
    }

    private Wish drawn() {
        return new Wish(
                lines(), street(), token(), random.nextInt(4) == 0, random.nextInt(4) == 0, random.nextInt(2) == 0);
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (String sku : SKUS) {
            if (lines.isEmpty() || random.nextInt(3) == 0) {
                lines.add(new Line(sku, 1 + random.nextInt(3)));
            }
        }
        return lines;
    }

    private String token() {
        return switch (random.nextInt(16)) {
            case 0 -> GatewaySimulator.DECLINED;
            case 1 -> GatewaySimulator.CAPTURE_DECLINED;
            case 2 -> GatewaySimulator.AUTHORIZE_LOST;
            case 3 -> GatewaySimulator.CAPTURE_LOST;
            case 4 -> GatewaySimulator.ERROR_AFTER_CHARGE;
            case 5 -> GatewaySimulator.UNAVAILABLE;
            case 6 -> GatewaySimulator.HANG;
            default -> GatewaySimulator.VISA;
        };
    }

    private String street() {
        return switch (random.nextInt(16)) {
            case 0 -> "1 " + CarrierSimulator.REFUSE + " Street";
            case 1 -> "1 " + CarrierSimulator.BOOK_LOST + " Street";
            case 2 -> "1 " + CarrierSimulator.DISPATCH_LOST + " Street";
            case 3 -> "1 " + CarrierSimulator.UNAVAILABLE + " Street";
            case 4, 5 -> "1 " + CarrierSimulator.HOLD + " Street";
            default -> "1 High Street";
        };
    }

    private void accepted(String scope, OrderAccepted order, Wish wish) {
        String before = accepted.put(scope, order.orderId());
        if (before != null) {
            if (!before.equals(order.orderId())) {
                broken.add("3: " + scope + " was told " + before + " and then " + order.orderId());
            }
            return;
        }
        boolean isHeld = wish.street().contains(CarrierSimulator.HOLD);
        if (isHeld) {
            held.add(order.orderId());
        }
        UUID id = UUID.fromString(order.orderId());
        // A parcel that the carrier holds back waits for its cancellation for ever.
        if (isHeld || wish.cancels()) {
            later(world.some(Duration.ofSeconds(60)), "wants to cancel", () -> cancel(id, isHeld));
        }
        if (wish.returns()) {
            later(world.some(Duration.ofSeconds(90)), "wants to return", () -> giveBack(id));
        }
        if (wish.delivers()) {
            later(world.some(Duration.ofSeconds(90)), "delivers", () -> deliver(id));
        }
    }

    private void later(Duration delay, String what, Runnable action) {
        plans++;
        world.after(delay, what, () -> {
            plans--;
            action.run();
        });
    }

    /** @param mustBe asks again until the order is at its end: a cancellation may come too late, and be refused later */
    private void cancel(UUID order, boolean mustBe) {
        if (mustBe && town.isOver(order)) {
            held.remove(order.toString());
            return;
        }
        network.ask(
                "orders",
                null,
                (service, _) -> new Caller.Request(order.toString(), new CancelOrder(order, service.newId(null), null)),
                _ -> {
                    if (mustBe) {
                        world.after(Duration.ofSeconds(5), "cancels again", () -> cancel(order, true));
                    }
                });
    }

    private void giveBack(UUID order) {
        Idempotency key = key("POST /v1/orders/returns", order.toString());
        network.ask(
                "orders",
                key,
                (service, _) -> new Caller.Request(
                        order.toString(),
                        new ReturnGoods(order, service.newId(null), List.of(new Line(SKUS.getFirst(), 1)))),
                _ -> {});
    }

    private void deliver(UUID order) {
        network.ask(
                "shipping",
                null,
                (_, _) -> new Caller.Request(order.toString(), new ReportDelivery(order.toString())),
                _ -> {});
    }

    /** Whether nobody wants anything any more. */
    boolean areSatisfied() {
        return ordersToCome == 0 && plans == 0 && held.isEmpty();
    }

    /** What they were told that does not fit together. */
    List<String> contradictions() {
        return broken;
    }

    /** The orders that were promised, by the scope of the key. */
    Map<String, String> accepted() {
        return accepted;
    }

    /** The scopes of all keys under which an order was wanted. */
    Set<String> wanted() {
        return wanted;
    }
}
