package skald.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.orders.OrderFixtures.ANN;
import static skald.orders.OrderFixtures.JUG;
import static skald.orders.OrderFixtures.MUG;
import static skald.orders.OrderFixtures.YEN_BOWL;
import static skald.orders.OrderFixtures.aRequest;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import skald.contracts.Line;
import skald.contracts.Money;

class PlacingTest {
    private final Customer ann = new Customer(ANN, false);
    private final Map<String, Product> catalogue = Map.of("MUG", MUG, "JUG", JUG, "BOWL", YEN_BOWL);

    @Test
    void the_server_prices_the_order_and_sums_lines_of_the_same_product() {
        Placement placement =
                Order.place(aRequest(new Line("MUG", 2), new Line("JUG", 1), new Line("MUG", 3)), ann, catalogue);

        Order order = ((Placement.Accepted) placement).order();
        assertThat(order.total()).isEqualTo(new Money(5 * 850 + 1200, "GBP"));
        assertThat(order.lines())
                .containsExactly(new OrderLine("MUG", "A mug", 5, 850, 0), new OrderLine("JUG", "A jug", 1, 1200, 0));
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_with_its_field() {
        Placement placement = Order.place(aRequest(new Line("MUG", 1), new Line("GHOST", 1)), null, catalogue);

        assertThat(flaws(placement)).extracting(Placement.Flaw::pointer).containsExactly("/userId", "/lines/1/sku");
    }

    @Test
    void an_erased_customer_places_no_order() {
        Placement placement = Order.place(aRequest(new Line("MUG", 1)), new Customer(ANN, true), catalogue);

        assertThat(flaws(placement)).extracting(Placement.Flaw::code).containsExactly("order.unknown-user");
    }

    @Test
    void currencies_do_not_mix() {
        Placement placement = Order.place(aRequest(new Line("MUG", 1), new Line("BOWL", 1)), ann, catalogue);

        assertThat(flaws(placement)).extracting(Placement.Flaw::code).containsExactly("order.mixed-currencies");
    }

    @Test
    void a_total_beyond_64_bits_is_refused_not_wrapped() {
        Product gold = new Product("GOLD", "Gold", new Money(Long.MAX_VALUE / 2, "GBP"));
        Placement placement = Order.place(aRequest(new Line("GOLD", 3)), ann, Map.of("GOLD", gold));

        assertThat(flaws(placement)).extracting(Placement.Flaw::code).containsExactly("order.total-too-large");
    }

    private static List<Placement.Flaw> flaws(Placement placement) {
        return ((Placement.Refused) placement).flaws();
    }
}
