package skald.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.inventory.SomeGoods.LANTERN;
import static skald.inventory.SomeGoods.MUG;
import static skald.inventory.SomeGoods.NOON;
import static skald.inventory.SomeGoods.ORDER;
import static skald.inventory.SomeGoods.goods;
import static skald.inventory.SomeGoods.some;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockConsumed;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReleased;
import skald.contracts.inventory.StockReserved;
import skald.contracts.inventory.StockReturned;

/** Every state and every command. */
class OrderStockTest {
    private static final String ID = ORDER.toString();
    private static final Goods GOODS = goods(some(2, LANTERN), some(1, MUG));
    private static final Reservation HELD = new Reservation.Held(GOODS, NOON.plusSeconds(600));
    private static final Reservation COMMITTED = new Reservation.Committed(GOODS);
    private static final Reservation CONSUMED = new Reservation.Consumed(GOODS, Map.of());
    private static final Reservation RELEASED = new Reservation.Released(GOODS);
    private static final Reservation EXPIRED = new Reservation.Expired(GOODS);
    private static final Reservation REFUSED = new Reservation.Refused(goods(some(2, LANTERN)), "There is none.");

    private static OrderStock order(@Nullable Reservation current) {
        return new OrderStock(ORDER, current, NOON);
    }

    private static Decided reserve(@Nullable Reservation current) {
        return order(current).reserve(GOODS, sku -> new StockItem(sku, 9, 0), NOON.plusSeconds(600));
    }

    private static List<MovementKind> kinds(Decided decided) {
        return decided.movements().stream().map(Movement::kind).distinct().toList();
    }

    static Stream<Reservation> all() {
        return Stream.of(HELD, COMMITTED, CONSUMED, RELEASED, EXPIRED, REFUSED);
    }

    @Test
    void reserving_for_the_first_time_holds_the_goods() {
        Decided decided = reserve(null);

        assertThat(decided.reservation()).isEqualTo(HELD);
        assertThat(decided.movements())
                .containsExactly(
                        new Movement(MovementKind.RESERVATION, LANTERN, 2, ORDER, null, NOON),
                        new Movement(MovementKind.RESERVATION, MUG, 1, ORDER, null, NOON));
        assertThat(decided.messages()).containsExactly(new StockReserved(ID));
    }

    @ParameterizedTest
    @MethodSource("all")
    void reserving_again_moves_nothing_and_answers_as_before(Reservation current) {
        Decided decided = reserve(current);

        assertThat(decided.reservation()).isEqualTo(current);
        assertThat(decided.movements()).isEmpty();
        switch (current) {
            case Reservation.Active _, Reservation.Consumed _ ->
                assertThat(decided.messages()).containsExactly(new StockReserved(ID));
            case Reservation.Refused refused ->
                assertThat(decided.messages())
                        .containsExactly(new StockRefused(ID, refused.reason(), List.of(LANTERN)));
            case Reservation.Released _, Reservation.Expired _ ->
                assertThat(decided.messages()).singleElement().isInstanceOf(StockRefused.class);
        }
    }

    @Test
    void one_short_product_refuses_all_and_is_named() {
        Function<String, @Nullable StockItem> shelf =
                sku -> sku.equals(LANTERN) ? new StockItem(LANTERN, 5, 4) : new StockItem(sku, 5, 0);

        Decided decided = order(null).reserve(GOODS, shelf, NOON);

        String reason = "There is not enough in stock of 85123A.";
        assertThat(decided.reservation()).isEqualTo(new Reservation.Refused(goods(some(2, LANTERN)), reason));
        assertThat(decided.movements()).isEmpty();
        assertThat(decided.messages()).containsExactly(new StockRefused(ID, reason, List.of(LANTERN)));
    }

    @Test
    void products_that_are_not_in_the_catalogue_are_refused() {
        Decided decided = order(null).reserve(GOODS, _ -> null, NOON);

        assertThat(decided.messages())
                .containsExactly(new StockRefused(ID, "Not in the catalogue: 85123A, MUG-1.", List.of(LANTERN, MUG)));
    }

    @Test
    void a_refusal_names_a_few_products_and_lists_all() {
        Goods many = goods(some(1, "A"), some(1, "B"), some(1, "C"), some(1, "D"), some(1, "E"));

        Decided decided = order(null).reserve(many, StockItem::none, NOON);

        assertThat(decided.messages())
                .containsExactly(new StockRefused(
                        ID, "There is not enough in stock of A, B, C and 2 more.", List.of("A", "B", "C", "D", "E")));
    }

    @Test
    void a_hold_is_committed_once() {
        Decided decided = order(HELD).commit();

        assertThat(decided.reservation()).isEqualTo(COMMITTED);
        assertThat(decided.movements()).isEmpty();
        assertThat(decided.messages()).containsExactly(new StockCommitted(ID));
        assertThat(order(COMMITTED).commit()).isEqualTo(decided);
        assertThat(order(CONSUMED).commit().messages()).isEqualTo(decided.messages());
    }

    @Test
    void what_is_not_held_cannot_be_committed() {
        for (Reservation current : List.of(RELEASED, EXPIRED, REFUSED)) {
            Decided decided = order(current).commit();
            assertThat(decided.reservation()).isEqualTo(current);
            assertThat(decided.messages()).singleElement().isInstanceOf(StockRefused.class);
        }
        assertThat(order(null).commit())
                .isEqualTo(new Decided(
                        null, List.of(), List.of(new StockRefused(ID, "Nothing is held for the order.", List.of()))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void releasing_gives_back_what_is_held_and_nothing_else(Reservation current) {
        Decided decided = order(current).release();

        switch (current) {
            case Reservation.Active _ -> {
                assertThat(decided.reservation()).isEqualTo(RELEASED);
                assertThat(decided.movements())
                        .containsExactly(
                                new Movement(MovementKind.RELEASE, LANTERN, 2, ORDER, null, NOON),
                                new Movement(MovementKind.RELEASE, MUG, 1, ORDER, null, NOON));
            }
            case Reservation.Refused refused ->
                assertThat(decided.reservation()).isEqualTo(new Reservation.Released(refused.goods()));
            case Reservation.Released _, Reservation.Expired _, Reservation.Consumed _ ->
                assertThat(decided.reservation()).isEqualTo(current);
        }
        if (current instanceof Reservation.Consumed) {
            assertThat(decided.movements()).isEmpty();
            assertThat(decided.messages()).singleElement().isInstanceOf(StockRefused.class);
        } else {
            assertThat(decided.messages()).containsExactly(new StockReleased(ID));
            assertThat(order(decided.reservation()).release())
                    .isEqualTo(new Decided(decided.reservation(), List.of(), List.of(new StockReleased(ID))));
        }
    }

    @Test
    void what_was_released_before_it_was_reserved_is_never_held() {
        Decided released = order(null).release();

        assertThat(released.messages()).containsExactly(new StockReleased(ID));
        assertThat(released.movements()).isEmpty();
        assertThat(reserve(released.reservation()).messages()).singleElement().isInstanceOf(StockRefused.class);
        assertThat(reserve(released.reservation()).movements()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void only_a_hold_expires(Reservation current) {
        Decided decided = order(current).expire();

        if (current instanceof Reservation.Held) {
            assertThat(decided.reservation()).isEqualTo(EXPIRED);
            assertThat(kinds(decided)).containsExactly(MovementKind.RELEASE);
            assertThat(decided.messages()).containsExactly(StockReleased.byItself(ID));
        } else {
            assertThat(decided).isEqualTo(new Decided(current, List.of(), List.of()));
        }
        assertThat(order(null).expire()).isEqualTo(new Decided(null, List.of(), List.of()));
    }

    @Test
    void goods_that_leave_are_sold_once() {
        for (Reservation current : List.of(HELD, COMMITTED)) {
            Decided decided = order(current).dispatch();
            assertThat(decided.reservation()).isEqualTo(CONSUMED);
            assertThat(kinds(decided)).containsExactly(MovementKind.SALE);
            assertThat(decided.messages()).containsExactly(new StockConsumed(ID));
        }
        assertThat(order(CONSUMED).dispatch()).isEqualTo(new Decided(CONSUMED, List.of(), List.of()));
    }

    @Test
    void goods_that_leave_without_being_held_are_a_matter_for_people() {
        for (Reservation current : List.of(RELEASED, EXPIRED, REFUSED)) {
            assertThatThrownBy(() -> order(current).dispatch())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(current.status());
        }
        assertThatThrownBy(() -> order(null).dispatch()).hasMessageContaining("never reserved");
    }

    @Test
    void a_return_is_taken_back_once() {
        Decided decided = order(CONSUMED).takeBack("r1", goods(some(1, LANTERN)));

        assertThat(decided.movements())
                .containsExactly(new Movement(MovementKind.RETURN, LANTERN, 1, ORDER, null, NOON));
        assertThat(decided.messages()).containsExactly(new StockReturned(ID, "r1"));
        assertThat(order(decided.reservation()).takeBack("r1", goods(some(1, LANTERN))))
                .isEqualTo(new Decided(decided.reservation(), List.of(), decided.messages()));
    }

    @Test
    void no_more_comes_back_than_has_left() {
        Decided first = order(CONSUMED).takeBack("r1", goods(some(1, LANTERN)));
        Decided tooMany = order(first.reservation()).takeBack("r2", goods(some(2, LANTERN)));
        Decided rest = order(first.reservation()).takeBack("r2", goods(some(1, LANTERN), some(1, MUG)));

        assertThat(tooMany.reservation()).isEqualTo(first.reservation());
        assertThat(tooMany.movements()).isEmpty();
        assertThat(tooMany.messages())
                .containsExactly(new StockRefused(ID, "More would come back than has left.", List.of(LANTERN)));
        assertThat(rest.messages()).containsExactly(new StockReturned(ID, "r2"));
        assertThat(order(rest.reservation()).takeBack("r3", goods(some(1, MUG))).messages())
                .singleElement()
                .isInstanceOf(StockRefused.class);
        assertThat(order(CONSUMED).takeBack("r1", goods(some(1, "OTHER"))).movements())
                .isEmpty();
    }

    @Test
    void goods_that_are_back_before_the_news_of_their_leaving_are_booked_out_first() {
        Decided decided = order(COMMITTED).takeBack("r1", goods(some(1, MUG)));

        assertThat(decided.reservation()).isEqualTo(new Reservation.Consumed(GOODS, Map.of("r1", goods(some(1, MUG)))));
        assertThat(kinds(decided)).containsExactly(MovementKind.SALE, MovementKind.RETURN);
        assertThat(decided.messages()).containsExactly(new StockConsumed(ID), new StockReturned(ID, "r1"));
        assertThat(order(decided.reservation()).dispatch().movements()).isEmpty();
    }

    @Test
    void nothing_comes_back_of_what_never_left() {
        for (Reservation current : List.of(RELEASED, EXPIRED, REFUSED)) {
            Decided decided = order(current).takeBack("r1", goods(some(1, MUG)));
            assertThat(decided.movements()).isEmpty();
            assertThat(decided.messages()).singleElement().isInstanceOf(StockRefused.class);
        }
    }
}
