package skald.inventory.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.inventory.SomeGoods.LANTERN;
import static skald.inventory.SomeGoods.MUG;
import static skald.inventory.SomeGoods.NOON;
import static skald.inventory.SomeGoods.ORDER;
import static skald.inventory.SomeGoods.goods;
import static skald.inventory.SomeGoods.some;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.contracts.Line;
import skald.contracts.inventory.CommitStock;
import skald.contracts.inventory.ReleaseStock;
import skald.contracts.inventory.ReserveStock;
import skald.contracts.inventory.ReturnStock;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockConsumed;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReleased;
import skald.contracts.inventory.StockReserved;
import skald.contracts.inventory.StockReturned;
import skald.contracts.shipping.ShipmentDispatched;
import skald.inventory.adapter.out.InMemoryMovements;
import skald.inventory.adapter.out.InMemoryReservations;
import skald.inventory.adapter.out.InMemoryStockItems;
import skald.inventory.domain.Reservation;
import skald.inventory.domain.StockItem;
import skald.testkit.Decision;
import skald.toolkit.Handler;
import skald.toolkit.memory.InMemoryStore;

/** Messages about an order, one after the other, in a warehouse with 5 lanterns and 1 mug. */
class ReservationDecisionsTest {
    private static final String ID = ORDER.toString();
    private static final Duration HOLD = Duration.ofMinutes(10);

    private final InMemoryMovements movements = new InMemoryMovements();
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final InMemoryStockItems items = new InMemoryStockItems(new InMemoryStore(), movements, reservations);
    private final Warehouse warehouse = new Warehouse(reservations, items, movements);
    private final Decision decision = new Decision(NOON);

    @BeforeEach
    void stock() {
        decision.given(items, LANTERN, new StockItem(LANTERN, 5, 0));
        decision.given(items, MUG, new StockItem(MUG, 1, 0));
    }

    private <B> List<Object> when(Handler<B> handler, B body) {
        return decision.when(handler, ID, body).published();
    }

    private List<Object> reserve(Line... lines) {
        return when(new ReserveHandler(warehouse, HOLD), new ReserveStock(ID, Arrays.asList(lines)));
    }

    private List<Object> commit() {
        return when(new CommitHandler(warehouse), new CommitStock(ID));
    }

    private List<Object> release() {
        return when(new ReleaseHandler(warehouse), new ReleaseStock(ID));
    }

    private List<Object> expire() {
        return when(new ExpireHandler(warehouse), new ExpireHold(ID));
    }

    private List<Object> dispatch() {
        return when(new DispatchHandler(warehouse), new ShipmentDispatched(ID, "TRACK-1"));
    }

    private List<Object> takeBack(String returnId, Line... lines) {
        return when(new ReturnHandler(warehouse), new ReturnStock(ID, returnId, Arrays.asList(lines)));
    }

    private void assertStock(String sku, long onHand, long reserved) {
        assertThat(decision.state(items, sku)).isEqualTo(new StockItem(sku, onHand, reserved));
    }

    @Test
    void lines_of_one_product_are_summed_before_the_check() {
        assertThat(reserve(some(3, LANTERN), some(3, LANTERN)))
                .containsExactly(new StockRefused(ID, "There is not enough in stock of 85123A.", List.of(LANTERN)));

        assertStock(LANTERN, 5, 0);
        assertThat(decision.appended()).isEmpty();
        assertThat(decision.timers()).isEmpty();
    }

    @Test
    void reserved_goods_are_kept_until_the_hold_expires() {
        assertThat(reserve(some(3, LANTERN), some(1, MUG))).containsExactly(new StockReserved(ID));
        assertStock(LANTERN, 5, 3);
        assertStock(MUG, 1, 1);
        assertThat(decision.appended()).hasSize(2);
        assertThat(decision.timers())
                .containsExactly(new Decision.Timer(ID, "hold-expiry", NOON.plus(HOLD), new ExpireHold(ID)));

        assertThat(expire()).containsExactly(StockReleased.byItself(ID));
        assertStock(LANTERN, 5, 0);
        assertStock(MUG, 1, 0);
        assertThat(commit()).singleElement().isInstanceOf(StockRefused.class);
        assertThat(release()).containsExactly(new StockReleased(ID));
        assertStock(LANTERN, 5, 0);
    }

    @Test
    void one_short_line_refuses_the_whole_order_for_good() {
        assertThat(reserve(some(1, LANTERN), some(2, MUG)))
                .containsExactly(new StockRefused(ID, "There is not enough in stock of MUG-1.", List.of(MUG)));
        assertStock(LANTERN, 5, 0);

        decision.given(items, MUG, new StockItem(MUG, 100, 0));
        assertThat(reserve(some(1, LANTERN), some(2, MUG))).singleElement().isInstanceOf(StockRefused.class);
        assertStock(MUG, 100, 0);
    }

    @Test
    void an_order_goes_its_way_and_part_of_it_comes_back() {
        reserve(some(3, LANTERN), some(1, MUG));

        assertThat(commit()).containsExactly(new StockCommitted(ID));
        assertThat(decision.timers()).isEmpty();
        assertThat(expire()).isEmpty();
        assertThat(dispatch()).containsExactly(new StockConsumed(ID));
        assertStock(LANTERN, 2, 0);
        assertStock(MUG, 0, 0);
        assertThat(takeBack("r1", some(1, LANTERN), some(1, LANTERN))).containsExactly(new StockReturned(ID, "r1"));
        assertStock(LANTERN, 4, 0);
        assertThat(takeBack("r1", some(2, LANTERN))).containsExactly(new StockReturned(ID, "r1"));
        assertStock(LANTERN, 4, 0);
        assertThat(takeBack("r2", some(2, LANTERN))).singleElement().isInstanceOf(StockRefused.class);
        assertThat(decision.state(reservations, ORDER))
                .isEqualTo(new Reservation.Consumed(
                        goods(some(3, LANTERN), some(1, MUG)), Map.of("r1", goods(some(2, LANTERN)))));
    }

    @Test
    void every_message_twice_changes_nothing_more() {
        reserve(some(1, MUG));
        assertThat(reserve(some(1, MUG))).containsExactly(new StockReserved(ID));
        assertStock(MUG, 1, 1);
        commit();
        assertThat(commit()).containsExactly(new StockCommitted(ID));
        dispatch();
        assertThat(dispatch()).isEmpty();
        assertStock(MUG, 0, 0);
        assertThat(decision.appended()).isEmpty();
    }

    @Test
    void releasing_gives_back_once_whatever_came_before() {
        reserve(some(1, MUG));
        commit();

        assertThat(release()).containsExactly(new StockReleased(ID));
        assertStock(MUG, 1, 0);
        assertThat(release()).containsExactly(new StockReleased(ID));
        assertStock(MUG, 1, 0);
        assertThat(reserve(some(1, MUG))).singleElement().isInstanceOf(StockRefused.class);
        assertStock(MUG, 1, 0);
    }

    @Test
    void a_release_that_overtakes_its_reservation_wins() {
        assertThat(release()).containsExactly(new StockReleased(ID));

        assertThat(reserve(some(1, MUG))).singleElement().isInstanceOf(StockRefused.class);
        assertStock(MUG, 1, 0);
        assertThat(decision.timers()).isEmpty();
    }

    @Test
    void goods_that_have_left_are_not_given_back() {
        reserve(some(1, MUG));
        commit();
        dispatch();

        assertThat(release()).singleElement().isInstanceOf(StockRefused.class);
        assertStock(MUG, 0, 0);
    }

    @Test
    void messages_that_cannot_be_meant_are_defects() {
        assertThatThrownBy(() -> reserve()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reserve(some(0, MUG))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decision.when(new CommitHandler(warehouse), "x", new CommitStock("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(this::dispatch).isInstanceOf(IllegalStateException.class);
    }
}
