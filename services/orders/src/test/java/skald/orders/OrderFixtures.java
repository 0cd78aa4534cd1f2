package skald.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.orders.domain.Customer;
import skald.orders.domain.Order;
import skald.orders.domain.OrderRequest;
import skald.orders.domain.Placement;
import skald.orders.domain.Product;

/** Orders as tests speak of them. */
public final class OrderFixtures {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final UUID ORDER = UUID.fromString("0195a000-0000-7000-8000-000000000001");
    public static final UUID ANN = UUID.fromString("0195a000-0000-7000-8000-00000000000a");
    public static final Address LONDON = new Address("Ann", "1 High Street", "N1", "London", "GB");
    public static final Product MUG = new Product("MUG", "A mug", new Money(850, "GBP"));
    public static final Product JUG = new Product("JUG", "A jug", new Money(1200, "GBP"));
    public static final Product YEN_BOWL = new Product("BOWL", "A bowl", new Money(900, "JPY"));

    private OrderFixtures() {}

    public static OrderRequest aRequest(Line... lines) {
        return new OrderRequest(ORDER, ANN, List.of(lines), LONDON, "card", "tok_visa", "ref-1", null, NOON);
    }

    public static Order aPlacedOrder() {
        Placement placement = Order.place(
                aRequest(new Line("MUG", 2), new Line("JUG", 1)),
                new Customer(ANN, false),
                Map.of("MUG", MUG, "JUG", JUG));
        return ((Placement.Accepted) placement).order();
    }

    public static Order aConfirmedOrder() {
        return aPlacedOrder().confirmed(NOON);
    }

    public static Order aShippedOrder() {
        return aConfirmedOrder().shipped("TRACK-1", NOON);
    }
}
