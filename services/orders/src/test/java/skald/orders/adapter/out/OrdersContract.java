package skald.orders.adapter.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.orders.OrderFixtures.ANN;
import static skald.orders.OrderFixtures.NOON;
import static skald.orders.OrderFixtures.ORDER;
import static skald.orders.OrderFixtures.aPlacedOrder;
import static skald.orders.OrderFixtures.aShippedOrder;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.orders.OrderFact;
import skald.orders.application.Customers;
import skald.orders.application.Orders;
import skald.orders.application.Products;
import skald.orders.domain.Customer;
import skald.orders.domain.Order;
import skald.orders.domain.OrderStatus;
import skald.orders.domain.Product;
import skald.orders.domain.ReturnDecision;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Rows;
import skald.toolkit.States;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;

/** What the ports of the orders service promise, whatever is behind them. */
abstract class OrdersContract {
    abstract Store store();

    abstract Orders orders();

    abstract Products products();

    abstract Customers customers();

    abstract Rows<UUID> erasures();

    @Test
    void an_order_is_read_as_it_was_written() {
        Order placed = aPlacedOrder();
        save(orders(), ORDER, 0, null, placed);
        assertThat(load(orders(), ORDER)).isEqualTo(new Versioned<>(placed, 1));

        Order confirmed = placed.confirmed(NOON.plusSeconds(1));
        save(orders(), ORDER, 1, placed, confirmed);
        assertThat(load(orders(), ORDER)).isEqualTo(new Versioned<>(confirmed, 2));
        assertThat(orders().find(ORDER)).contains(confirmed);
    }

    @Test
    void a_return_under_way_and_done_is_kept_with_its_lines() {
        Order shipped = aShippedOrder();
        save(orders(), ORDER, 0, null, shipped);
        Order returning =
                ((ReturnDecision.Accepted) shipped.requestReturn("r1", List.of(new Line("MUG", 1)), NOON)).order();
        save(orders(), ORDER, 1, shipped, returning);
        assertThat(load(orders(), ORDER).state()).isEqualTo(returning);

        Order returned = returning.returned(NOON);
        save(orders(), ORDER, 2, returning, returned);
        assertThat(load(orders(), ORDER).state()).isEqualTo(returned);
    }

    @Test
    void a_change_of_a_version_that_has_moved_on_is_refused() {
        Order placed = aPlacedOrder();
        save(orders(), ORDER, 0, null, placed);

        assertThatThrownBy(() -> save(orders(), ORDER, 0, null, placed)).isInstanceOf(ConcurrentChangeException.class);
        assertThatThrownBy(() -> save(orders(), ORDER, 5, placed, placed))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void facts_come_in_the_order_of_ids_and_in_pages() {
        for (int n = 1; n <= 5; n++) {
            Order order = withId(aPlacedOrder(), n, "key-" + n);
            save(orders(), order.orderId(), 0, null, order);
        }

        List<OrderFact> first = orders().facts(null, 2);
        List<OrderFact> rest = orders().facts(first.getLast().orderId(), 10);

        assertThat(first).extracting(OrderFact::orderId).containsExactly(id(1), id(2));
        assertThat(rest).extracting(OrderFact::orderId).containsExactly(id(3), id(4), id(5));
        assertThat(first.getFirst().total()).isEqualTo(2 * 850 + 1200);
        assertThat(orders().keysUsedTwice(10)).isEmpty();
    }

    @Test
    void a_key_places_one_order_and_finds_it() {
        Order first = withId(aPlacedOrder(), 1, "ann's key");
        save(orders(), first.orderId(), 0, null, first);
        Order second = withId(aPlacedOrder(), 2, "ann's key");

        assertThatThrownBy(() -> save(orders(), second.orderId(), 0, null, second))
                .isInstanceOf(RuntimeException.class);
        assertThat(orders().placedWith("ann's key")).map(Order::orderId).contains(id(1));
        assertThat(orders().placedWith("bob's key")).isEmpty();
    }

    @Test
    void an_erased_customer_leaves_no_name_and_no_address() {
        save(orders(), ORDER, 0, null, aPlacedOrder());
        try (Tx tx = store().begin()) {
            erasures().append(tx, List.of(ANN));
            tx.commit();
        }

        Order erased = load(orders(), ORDER).state();
        assertThat(erased).isEqualTo(aPlacedOrder().erased());
        assertThat(erased.toString()).doesNotContain("High Street", "London", "tok_visa", "ref-1");
    }

    @Test
    void the_copies_of_catalogue_and_customers_are_kept() {
        Product mug = new Product("MUG", "A mug", new Money(850, "GBP"));
        save(products(), "MUG", 0, null, mug);
        assertThat(load(products(), "MUG")).isEqualTo(new Versioned<>(mug, 1));
        Product dearer = new Product("MUG", "A bigger mug", new Money(950, "EUR"));
        save(products(), "MUG", 1, mug, dearer);
        assertThat(load(products(), "MUG")).isEqualTo(new Versioned<>(dearer, 2));

        save(customers(), ANN, 0, null, new Customer(ANN, false));
        save(customers(), ANN, 1, new Customer(ANN, false), new Customer(ANN, true));
        assertThat(load(customers(), ANN)).isEqualTo(new Versioned<>(new Customer(ANN, true), 2));
    }

    @Test
    void what_is_not_there_is_not_found() {
        try (Tx tx = store().begin()) {
            assertThat(orders().load(tx, List.of(ORDER))).isEmpty();
        }
        assertThat(orders().find(ORDER)).isEmpty();
        assertThat(orders().facts(null, 10)).isEmpty();
    }

    static UUID id(int n) {
        return new UUID(ORDER.getMostSignificantBits(), ORDER.getLeastSignificantBits() + n);
    }

    static Order withId(Order order, int n, String placedWith) {
        return new Order(
                id(n),
                order.userId(),
                OrderStatus.PENDING,
                order.lines(),
                order.total(),
                order.shipTo(),
                "card",
                "tok",
                null,
                null,
                false,
                null,
                null,
                placedWith,
                order.placedAt(),
                order.updatedAt());
    }

    <K, S> void save(States<K, S> states, K key, long version, @Nullable S before, S after) {
        try (Tx tx = store().begin()) {
            states.save(tx, List.of(new Change<>(key, version, before, after)));
            tx.commit();
        }
    }

    private <K, S> Versioned<S> load(States<K, S> states, K key) {
        try (Tx tx = store().begin()) {
            Map<K, Versioned<S>> found = states.load(tx, List.of(key));
            assertThat(found).containsKey(key);
            return found.get(key);
        }
    }
}
