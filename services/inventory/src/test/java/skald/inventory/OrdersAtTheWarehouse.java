package skald.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.inventory.SomeGoods.LANTERN;
import static skald.inventory.SomeGoods.MUG;
import static skald.inventory.SomeGoods.order;
import static skald.inventory.SomeGoods.some;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import skald.contracts.Line;
import skald.contracts.inventory.CommitStock;
import skald.contracts.inventory.ProductDefined;
import skald.contracts.inventory.ReserveStock;
import skald.contracts.inventory.ReturnStock;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockConsumed;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReleased;
import skald.contracts.inventory.StockReserved;
import skald.contracts.inventory.StockReturned;
import skald.toolkit.SagaRef;

/** What the whole service does with orders, on any store and with any number of lanes. */
abstract class OrdersAtTheWarehouse {

    abstract RunningInventory inventory();

    private List<Object> said() {
        inventory().settle();
        return inventory().published().stream()
                .filter(message -> !(message instanceof ProductDefined))
                .toList();
    }

    private static String id(int order) {
        return order(order).toString();
    }

    /** Everything that an audit of a resting inventory finds true. */
    private void assertSound() {
        for (StockFact fact : inventory().service().stockFacts(null, 10_000)) {
            assertThat(fact.onHand())
                    .as("%s", fact)
                    .isEqualTo(fact.receipts() + fact.returns() - fact.sales() + fact.adjustments());
            assertThat(fact.reserved())
                    .as("%s", fact)
                    .isEqualTo(fact.activeReserved())
                    .isBetween(0L, fact.onHand());
        }
    }

    @Test
    void an_order_goes_its_way() throws Exception {
        inventory().define(LANTERN, 5);
        inventory().define(MUG, 1);
        SagaRef saga = new SagaRef("order", id(1), "reserve stock", false);
        inventory().reserve(order(1), saga, some(1, LANTERN), some(1, MUG), some(2, LANTERN));
        inventory().commit(order(1));
        inventory().settle();
        inventory().dispatched(order(1));
        inventory().settle();
        inventory().orders.write(id(1), new ReturnStock(id(1), "r1", List.of(some(2, LANTERN))));

        assertThat(said())
                .containsExactly(
                        new StockReserved(id(1)),
                        new StockCommitted(id(1)),
                        new StockConsumed(id(1)),
                        new StockReturned(id(1), "r1"));
        assertThat(inventory().log())
                .filteredOn(entry -> entry.key().equals(id(1)))
                .extracting(entry -> entry.saga())
                .containsExactly(saga.text(), null, null, null);
        assertThat(inventory().stock(LANTERN)).isEqualTo(new StockFact(LANTERN, 4, 0, 5, 2, 3, 0, 0));
        assertThat(inventory().stock(MUG)).isEqualTo(new StockFact(MUG, 0, 0, 1, 0, 1, 0, 0));
        assertThat(inventory().service().reservationFacts(null, 10))
                .containsExactly(new ReservationFact(order(1), "CONSUMED", List.of(some(3, LANTERN), some(1, MUG))));
        assertSound();
    }

    @Test
    void a_hold_that_nobody_commits_expires() throws Exception {
        inventory().define(MUG, 1);
        inventory().reserve(order(1), some(1, MUG));
        inventory().settle();
        inventory().reserve(order(2), some(1, MUG));
        assertThat(said().getLast()).isInstanceOf(StockRefused.class);

        inventory().later(RunningInventory.HOLD.plusSeconds(1), StockReleased.class);
        inventory().define("OTHER", 1);
        inventory().reserve(order(3), some(1, MUG));
        inventory().reserve(order(4), some(1, "OTHER"));
        inventory().commit(order(1));
        inventory().commit(order(3));
        inventory().settle();
        inventory().later(RunningInventory.HOLD.plusSeconds(1), StockReleased.class);

        assertThat(inventory().service().reservationFacts(null, 10))
                .extracting(ReservationFact::status)
                .containsExactly("EXPIRED", "REFUSED", "COMMITTED", "EXPIRED");
        assertThat(inventory().stock(MUG)).isEqualTo(new StockFact(MUG, 1, 1, 1, 0, 0, 0, 1));
        assertSound();
    }

    @Test
    void of_ten_callers_racing_for_the_last_item_exactly_one_gets_it() throws Exception {
        int items = 12;
        for (int item = 0; item < items; item++) {
            inventory().define("LAST-" + item, 1);
        }
        List<Runnable> callers = new ArrayList<>();
        for (int caller = 0; caller < 10; caller++) {
            int first = caller * 100;
            callers.add(() -> {
                for (int item = 0; item < items; item++) {
                    inventory().reserve(order(first + item), some(1, "LAST-" + item));
                }
            });
        }
        allAtOnce(callers);

        List<Object> said = said();
        assertThat(said.stream().filter(StockReserved.class::isInstance)).hasSize(items);
        assertThat(said.stream().filter(StockRefused.class::isInstance)).hasSize(items * 9);
        assertThat(inventory().service().stockFacts(null, 100))
                .allSatisfy(fact -> assertThat(fact.reserved()).isEqualTo(1));
        assertSound();
    }

    @Test
    void a_thousand_lines_are_reserved_or_refused_together() throws Exception {
        Line[] lines = new Line[1_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = some(1, "P-" + i % 50);
        }
        for (int i = 0; i < 50; i++) {
            inventory().define("P-" + i, i == 49 ? 39 : 40);
        }
        inventory().reserve(order(1), lines);
        inventory().settle();
        inventory().reserve(order(2), lines);

        assertThat(said())
                .containsExactlyInAnyOrder(
                        new StockReserved(id(1)),
                        new StockRefused(id(2), "There is not enough in stock of P-49.", List.of("P-49")));
        assertThat(inventory().stock("P-0").reserved()).isEqualTo(20);
        assertSound();
    }

    @Test
    void whatever_is_said_about_a_hundred_orders_the_books_stay_sound() throws Exception {
        Random random = new Random(42);
        String[] skus = {"A", "B", "C", "D"};
        for (String sku : skus) {
            inventory().define(sku, 40);
        }
        int commands = 1_500;
        for (int i = 0; i < commands; i++) {
            UUID order = order(random.nextInt(100));
            String key = order.toString();
            switch (random.nextInt(6)) {
                case 0, 1 ->
                    inventory().reserve(order, some(1 + random.nextInt(3), "A"), some(1, skus[random.nextInt(4)]));
                case 2 -> inventory().orders.write(key, new CommitStock(key));
                case 3 -> inventory().release(order);
                case 4 ->
                    inventory().orders.write(key, new ReturnStock(key, "r" + random.nextInt(3), List.of(some(1, "A"))));
                default -> inventory().orders.write(key, new ReserveStock(key, List.of(some(500, "B"))));
            }
        }

        List<Object> answers = said().stream()
                .filter(message -> !(message instanceof StockConsumed))
                .toList();
        assertThat(answers).as("one answer to each command").hasSize(commands);
        assertThat(answers.stream().map(Object::getClass).distinct()).hasSize(5);
        assertSound();
    }

    private static void allAtOnce(List<Runnable> callers) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(callers.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable caller : callers) {
                running.add(threads.submit(() -> {
                    start.await();
                    caller.run();
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
