package skald.inventory.adapter.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.inventory.SomeGoods.LANTERN;
import static skald.inventory.SomeGoods.MUG;
import static skald.inventory.SomeGoods.NOON;
import static skald.inventory.SomeGoods.euros;
import static skald.inventory.SomeGoods.goods;
import static skald.inventory.SomeGoods.lantern;
import static skald.inventory.SomeGoods.mug;
import static skald.inventory.SomeGoods.order;
import static skald.inventory.SomeGoods.some;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.contracts.Money;
import skald.inventory.PriceFact;
import skald.inventory.ReservationFact;
import skald.inventory.StockFact;
import skald.inventory.application.Movements;
import skald.inventory.application.PendingOrders;
import skald.inventory.application.Prices;
import skald.inventory.application.Products;
import skald.inventory.application.Reservations;
import skald.inventory.application.StockItems;
import skald.inventory.domain.Goods;
import skald.inventory.domain.Movement;
import skald.inventory.domain.MovementKind;
import skald.inventory.domain.PendingOrder;
import skald.inventory.domain.PriceChange;
import skald.inventory.domain.Product;
import skald.inventory.domain.Reservation;
import skald.inventory.domain.StockItem;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;

/** What every adapter of the inventory's ports does. */
abstract class PortsContract {

    abstract Store store();

    abstract Products products();

    abstract Prices prices();

    abstract StockItems items();

    abstract Movements movements();

    abstract Reservations reservations();

    abstract PendingOrders pendingOrders();

    void write(Consumer<Tx> writes) {
        try (Tx tx = store().begin()) {
            writes.accept(tx);
            tx.commit();
        }
    }

    static <K, S> Change<K, S> added(K key, S state) {
        return new Change<>(key, 0, null, state);
    }

    /** Written in an order in which references would not allow it. */
    @BeforeEach
    void a_catalogue_of_two_products() {
        write(tx -> {
            items().save(tx, List.of(added(MUG, StockItem.none(MUG)), added(LANTERN, new StockItem(LANTERN, 5, 2))));
            products().save(tx, List.of(added(MUG, mug()), added(LANTERN, lantern())));
        });
    }

    private void reserve(UUID orderId, Reservation reservation) {
        write(tx -> reservations().save(tx, List.of(added(orderId, reservation))));
    }

    private @Nullable Versioned<Reservation> reservation(UUID orderId) {
        try (Tx tx = store().begin()) {
            return reservations().load(tx, List.of(orderId, order(999))).get(orderId);
        }
    }

    private List<Product> found(@Nullable String text, @Nullable String after, int max) {
        return products().find(new Products.Search(Optional.ofNullable(text), Optional.ofNullable(after), max));
    }

    @Test
    void one_half_of_an_order_is_kept_until_the_other_is_known() {
        PendingOrder wanted = new PendingOrder.Wanted(goods(some(2, MUG), some(1, LANTERN)));
        PendingOrder paid = new PendingOrder.Paid();
        write(tx -> pendingOrders().save(tx, List.of(added(order(1), wanted), added(order(2), paid))));

        assertThat(pending())
                .isEqualTo(Map.of(order(1), new Versioned<>(wanted, 1), order(2), new Versioned<>(paid, 1)));
        write(tx -> pendingOrders()
                .save(tx, List.of(new Change<>(order(1), 1, wanted, null), new Change<>(order(2), 1, paid, wanted))));

        assertThat(pending()).isEqualTo(Map.of(order(2), new Versioned<>(wanted, 2)));
        assertThatThrownBy(() -> write(tx -> pendingOrders().save(tx, List.of(new Change<>(order(2), 1, paid, null)))))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    private Map<UUID, Versioned<PendingOrder>> pending() {
        try (Tx tx = store().begin()) {
            return pendingOrders().load(tx, List.of(order(1), order(2), order(3)));
        }
    }

    @Test
    void products_are_loaded_as_they_were_saved() {
        try (Tx tx = store().begin()) {
            assertThat(products().load(tx, List.of(LANTERN, MUG, "NONE")))
                    .isEqualTo(Map.of(LANTERN, new Versioned<>(lantern(), 1), MUG, new Versioned<>(mug(), 1)));
        }
    }

    @Test
    void a_changed_product_has_the_next_version() {
        Product dearer = Product.define(lantern(), LANTERN, "Lantern", new Money(300, "USD"), NOON.plusSeconds(1));

        write(tx -> products().save(tx, List.of(new Change<>(LANTERN, 1, lantern(), dearer))));

        try (Tx tx = store().begin()) {
            assertThat(products().load(tx, List.of(LANTERN))).containsValue(new Versioned<>(dearer, 2));
        }
    }

    @Test
    void states_that_moved_on_are_not_overwritten() {
        assertThatThrownBy(() -> write(tx -> products().save(tx, List.of(added(LANTERN, lantern())))))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThatThrownBy(() -> write(tx ->
                        items().save(tx, List.of(new Change<>(MUG, 2, StockItem.none(MUG), new StockItem(MUG, 7, 0))))))
                .isInstanceOf(ConcurrentChangeException.class);
        reserve(order(1), new Reservation.Released(Goods.none()));
        assertThatThrownBy(() -> reserve(order(1), new Reservation.Committed(goods(some(1, MUG)))))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(reservation(order(1))).isEqualTo(new Versioned<>(new Reservation.Released(Goods.none()), 1));
    }

    @Test
    void products_are_found_by_parts_of_name_and_sku() {
        assertThat(found(null, null, 10)).containsExactly(lantern(), mug());
        assertThat(found("LANT", null, 10)).containsExactly(lantern());
        assertThat(found("85123a", null, 10)).containsExactly(lantern());
        assertThat(found("größ", null, 10)).containsExactly(mug());
        assertThat(found("nothing like it", null, 10)).isEmpty();
    }

    @Test
    void every_character_of_a_search_means_itself() {
        assertThat(found("%", null, 10)).containsExactly(mug());
        assertThat(found("_", null, 10)).containsExactly(mug());
        assertThat(found("\\", null, 10)).containsExactly(mug());
        assertThat(found("\"", null, 10)).containsExactly(mug());
        assertThat(found("100% \"", null, 10)).containsExactly(mug());
        assertThat(found("' or '1'='1", null, 10)).isEmpty();
        assertThat(found("L_nt", null, 10)).isEmpty();
    }

    @Test
    void products_come_in_pages() {
        assertThat(found(null, null, 1)).containsExactly(lantern());
        assertThat(found(null, LANTERN, 1)).containsExactly(mug());
        assertThat(found(null, MUG, 1)).isEmpty();
    }

    @Test
    void skus_are_sorted_by_their_characters_not_by_a_language() {
        List<String> skus = List.of("a-1", "A.1", "B", "_a", "a1", "Z9", "0", "b");
        List<String> wanted = new ArrayList<>(skus);
        wanted.addAll(List.of(LANTERN, MUG));
        for (String sku : skus) {
            write(tx -> products().save(tx, List.of(added(sku, new Product(sku, sku, euros(1), 1, NOON)))));
        }

        assertThat(found(null, null, 100))
                .extracting(Product::sku)
                .containsExactlyElementsOf(wanted.stream().sorted().toList());
    }

    @Test
    void prices_are_remembered() {
        write(tx -> prices().append(
                        tx,
                        List.of(
                                new PriceChange(LANTERN, 1, euros(255), NOON),
                                new PriceChange(MUG, 1, euros(0), NOON))));
        write(tx ->
                prices().append(tx, List.of(new PriceChange(LANTERN, 3, new Money(9, "USD"), NOON.plusSeconds(5)))));

        PriceFact lantern = new PriceFact(
                LANTERN,
                List.of(
                        new PriceFact.Since(NOON, euros(255)),
                        new PriceFact.Since(NOON.plusSeconds(5), new Money(9, "USD"))));
        PriceFact mug = new PriceFact(MUG, List.of(new PriceFact.Since(NOON, euros(0))));
        assertThat(prices().facts(null, 10)).containsExactly(lantern, mug);
        assertThat(prices().facts(null, 1)).containsExactly(lantern);
        assertThat(prices().facts(LANTERN, 1)).containsExactly(mug);
    }

    @Test
    void stock_is_loaded_as_it_was_saved() {
        write(tx -> items().save(
                        tx,
                        List.of(new Change<>(LANTERN, 1, new StockItem(LANTERN, 5, 2), new StockItem(LANTERN, 5, 5)))));

        try (Tx tx = store().begin()) {
            assertThat(items().load(tx, List.of(LANTERN, MUG, "NONE")))
                    .isEqualTo(Map.of(
                            LANTERN,
                            new Versioned<>(new StockItem(LANTERN, 5, 5), 2),
                            MUG,
                            new Versioned<>(StockItem.none(MUG), 1)));
        }
    }

    @Test
    void reservations_of_every_state_are_loaded_as_they_were_saved() {
        Goods goods = goods(some(2, LANTERN), some(1, MUG));
        List<Reservation> all = List.of(
                new Reservation.Held(goods, NOON),
                new Reservation.Committed(goods),
                new Reservation.Consumed(goods, Map.of()),
                new Reservation.Released(goods),
                new Reservation.Released(Goods.none()),
                new Reservation.Expired(goods),
                new Reservation.Refused(goods(some(9, "not a 'SKU'")), "Not in the catalogue."));
        for (int i = 0; i < all.size(); i++) {
            reserve(order(i), all.get(i));
        }

        for (int i = 0; i < all.size(); i++) {
            assertThat(reservation(order(i))).isEqualTo(new Versioned<>(all.get(i), 1));
        }
        assertThat(reservation(order(100))).isNull();
    }

    @Test
    void a_reservation_goes_from_state_to_state_and_keeps_its_goods_and_returns() {
        Goods goods = goods(some(2, LANTERN), some(1, MUG));
        Reservation held = new Reservation.Held(goods, NOON);
        Reservation consumed =
                new Reservation.Consumed(goods, Map.of("r1", goods(some(1, LANTERN)), "r2", goods(some(1, MUG))));
        Reservation more = new Reservation.Consumed(
                goods, Map.of("r1", goods(some(1, LANTERN)), "r2", goods(some(1, MUG)), "r3", goods(some(1, LANTERN))));
        reserve(order(1), held);

        write(tx -> reservations().save(tx, List.of(new Change<>(order(1), 1, held, consumed))));
        assertThat(reservation(order(1))).isEqualTo(new Versioned<>(consumed, 2));
        write(tx -> reservations().save(tx, List.of(new Change<>(order(1), 2, consumed, more))));
        assertThat(reservation(order(1))).isEqualTo(new Versioned<>(more, 3));
    }

    @Test
    void reservations_are_audited_in_pages() {
        reserve(order(2), new Reservation.Released(Goods.none()));
        reserve(order(1), new Reservation.Held(goods(some(2, MUG), some(1, LANTERN)), NOON));
        reserve(order(3), new Reservation.Refused(goods(some(9, MUG)), "There is none."));

        ReservationFact first = new ReservationFact(order(1), "HELD", List.of(some(1, LANTERN), some(2, MUG)));
        ReservationFact second = new ReservationFact(order(2), "RELEASED", List.of());
        ReservationFact third = new ReservationFact(order(3), "REFUSED", List.of(some(9, MUG)));
        assertThat(reservations().facts(null, 10)).containsExactly(first, second, third);
        assertThat(reservations().facts(null, 2)).containsExactly(first, second);
        assertThat(reservations().facts(order(2), 2)).containsExactly(third);
    }

    @Test
    void stock_is_audited_with_the_sums_that_should_explain_it() {
        reserve(order(1), new Reservation.Held(goods(some(1, LANTERN)), NOON));
        reserve(order(2), new Reservation.Committed(goods(some(1, LANTERN), some(4, MUG))));
        reserve(order(3), new Reservation.Expired(goods(some(100, LANTERN))));
        write(tx -> movements()
                .append(
                        tx,
                        List.of(
                                new Movement(MovementKind.RECEIPT, LANTERN, 5, null, null, NOON),
                                new Movement(MovementKind.RECEIPT, LANTERN, 2, null, "late", NOON),
                                new Movement(MovementKind.ADJUSTMENT, LANTERN, -3, null, "broken", NOON),
                                new Movement(MovementKind.ADJUSTMENT, LANTERN, 1, null, null, NOON),
                                new Movement(MovementKind.RESERVATION, LANTERN, 9, order(4), null, NOON),
                                new Movement(MovementKind.RELEASE, LANTERN, 9, order(4), null, NOON),
                                new Movement(MovementKind.SALE, LANTERN, 4, order(4), null, NOON),
                                new Movement(MovementKind.RETURN, LANTERN, 1, order(4), null, NOON))));

        StockFact lantern = new StockFact(LANTERN, 5, 2, 7, 1, 4, -2, 2);
        StockFact mug = new StockFact(MUG, 0, 0, 0, 0, 0, 0, 4);
        assertThat(items().facts(null, 10)).containsExactly(lantern, mug);
        assertThat(items().facts(null, 1)).containsExactly(lantern);
        assertThat(items().facts(LANTERN, 1)).containsExactly(mug);
        assertThat(items().facts(MUG, 1)).isEmpty();
    }
}
