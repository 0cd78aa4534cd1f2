package skald.platform.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skald.contracts.notifications.CustomerNotified;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.orders.OrderShipped;
import skald.orders.OrderFact;
import skald.orders.SagaStyle;
import skald.platform.audit.Audit;
import skald.platform.run.Services;
import skald.simulation.Alterations;
import skald.simulation.Network;
import skald.simulation.Scenario;
import skald.simulation.World;
import skald.simulators.carrier.CarrierEntry;
import skald.toolkit.Store.LogEntry;

/** The whole platform in one run: judged at its end by the audit, by the journal of its customers, and by its logs. */
public final class SimulatedPlatform implements Scenario {
    /** One clock may be ahead while another one is behind. */
    private static final Duration LARGEST_SKEW = Duration.ofMinutes(20);

    private static final Set<String> UNDER_WAY = Set.of("PENDING", "CANCEL_PENDING");

    /** What a customer is told of. */
    private static final Set<Class<?>> OCCASIONS = Set.of(
            OrderConfirmed.class,
            OrderRejected.class,
            OrderExpired.class,
            OrderCancelled.class,
            CancellationRefused.class,
            OrderShipped.class,
            OrderReturned.class);

    private static final Set<String> WITH_GOODS = Set.of("PENDING", "CANCEL_PENDING", "CONFIRMED", "COMPLETED");

    /** A key of the carrier's books begins with the order's id. */
    private static final int UUID_LENGTH = 36;

    /** More than the customers of a run place. */
    private static final int MOST_ORDERS = 1_000;

    private final Alterations alterations;
    private final @Nullable Play play;
    private @Nullable World world;
    private @Nullable Town town;
    private @Nullable Customers customers;

    /** The platform as it is. */
    public SimulatedPlatform() {
        this(Alterations.NONE);
    }

    /** The platform with something broken on purpose. */
    public SimulatedPlatform(Alterations alterations) {
        this.alterations = alterations;
        this.play = null;
    }

    /** The platform as it is, with what is not left to the seed. */
    SimulatedPlatform(Play play) {
        this.alterations = Alterations.NONE;
        this.play = play;
    }

    /** What can be settled beforehand instead of being drawn. */
    record Play(Network.Topology topology, SagaStyle style, List<Wish> wishes) {}

    @Override
    public void begin(World here) {
        world = here;
        Town opened = play == null
                ? Town.drawn(here, alterations)
                : new Town(here, new Network(here, alterations, play.topology()), play.style());
        town = opened;
        opened.network().start();
        Customers coming = new Customers(here, opened, play == null ? List.of() : play.wishes());
        customers = coming;
        here.after(Duration.ofMillis(10), "they come", coming::come);
    }

    private Town town() {
        if (town == null) {
            throw new IllegalStateException("nothing has begun");
        }
        return town;
    }

    private Customers customers() {
        if (customers == null) {
            throw new IllegalStateException("nothing has begun");
        }
        return customers;
    }

    @Override
    public boolean isAtRest() {
        return customers().areSatisfied()
                && town().network().isQuiet()
                && aside(() -> underWay().isEmpty());
    }

    /** What is not at its end. */
    private List<String> underWay() {
        Services services = town().services();
        List<String> underWay = new ArrayList<>();
        services.orders().carried().forEach(order -> underWay.add("the order " + order + " is carried"));
        for (OrderFact order : services.orders().facts(null, MOST_ORDERS)) {
            if (UNDER_WAY.contains(order.status()) || order.returnPending()) {
                underWay.add("the order " + order.orderId() + " is " + order.status());
            }
        }
        services.payments().facts(null, MOST_ORDERS).stream()
                .filter(payment -> payment.unresolved() > 0)
                .forEach(payment -> underWay.add("the payment of " + payment.orderId() + " is open"));
        long letters = count("notifications", Set.of(CustomerNotified.class));
        long occasions = count("orders", OCCASIONS);
        if (letters != occasions) {
            underWay.add(letters + " of " + occasions + " letters are sent");
        }
        return underWay;
    }

    private long count(String log, Set<Class<?>> kinds) {
        return town().network().log(log).stream()
                .map(LogEntry::decoded)
                .filter(body -> body != null && kinds.contains(body.getClass()))
                .count();
    }

    private <T> T aside(java.util.function.Supplier<T> look) {
        if (world == null) {
            throw new IllegalStateException("nothing has begun");
        }
        return world.aside(look);
    }

    @Override
    public List<String> broken() {
        return aside(() -> {
            Services services = town().services();
            List<String> broken = new ArrayList<>();
            for (var line :
                    new Audit(services, Audit.Looks.ONE, LARGEST_SKEW).run().invariants()) {
                line.examples().forEach(example -> broken.add(line.number() + ": " + example));
            }
            underWay().forEach(what -> broken.add("5: " + what));
            broken.addAll(customers().contradictions());
            broken.addAll(promises(services));
            broken.addAll(Histories.broken(town().network().log("orders")));
            broken.addAll(parcels(services));
            broken.addAll(town().network().broken());
            return broken;
        });
    }

    /** What the carrier has by its own books is on its way for paid orders only. */
    private List<String> parcels(Services services) {
        Map<String, String> status = new HashMap<>();
        services.orders()
                .facts(null, MOST_ORDERS)
                .forEach(order -> status.put(order.orderId().toString(), order.status()));
        Map<String, CarrierEntry.Outcome> parcels = new LinkedHashMap<>();
        for (CarrierEntry entry : town().carrier().ledger(null, Integer.MAX_VALUE)) {
            parcels.merge(entry.subject(), entry.outcome(), SimulatedPlatform::later);
        }
        List<String> broken = new ArrayList<>();
        parcels.forEach((booking, outcome) -> {
            String order = booking.substring(0, UUID_LENGTH);
            boolean live = outcome == CarrierEntry.Outcome.BOOKED || outcome == CarrierEntry.Outcome.DISPATCHED;
            if (live && !WITH_GOODS.contains(status.getOrDefault(order, "unknown"))) {
                broken.add("10: the carrier has " + outcome + " for the order " + order + ", which is "
                        + status.get(order));
            }
        });
        return broken;
    }

    /** Of what is in the books about one booking, what counts in the end. */
    private static CarrierEntry.Outcome later(CarrierEntry.Outcome one, CarrierEntry.Outcome other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Nothing that was promised is lost, and nothing is there that nobody asked for. */
    private List<String> promises(Services services) {
        List<String> broken = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (OrderFact order : services.orders().facts(null, MOST_ORDERS)) {
            known.add(order.orderId().toString());
            if (!customers().wanted().contains(String.valueOf(order.placedWith()))) {
                broken.add("2: nobody asked for the order " + order.orderId());
            }
        }
        customers().accepted().forEach((scope, order) -> {
            if (!known.contains(order)) {
                broken.add("1: the order " + order + ", which " + scope + " was promised, is not there");
            }
        });
        return broken;
    }
}
