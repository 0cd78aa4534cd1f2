package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import skald.platform.run.RunningPlatform.Stock;

/** Many callers at the same time. */
class RaceTest extends PlatformScenario {
    RaceTest(Topology topology) {
        super(topology);
    }

    @Test
    void the_last_item_is_sold_once() throws Exception {
        String mug = skald.product("MUG", 850, 1);
        List<OrderForm> forms =
                IntStream.range(0, 10).mapToObj(_ -> skald.order(mug, 1)).toList();

        List<String> orders =
                atOnce(forms.stream().<Callable<String>>map(form -> form::place).toList());

        List<String> ends = new ArrayList<>();
        for (String order : orders) {
            ends.add(Waiting.until("the order is at its end", () -> skald.see(order), seen -> {
                        Stock stock = skald.stock(mug);
                        assertThat(stock.reserved()).isBetween(0L, stock.onHand());
                        return List.of("shipped", "rejected").contains(seen.text("/status"));
                    })
                    .text("/status"));
        }
        assertThat(ends).filteredOn("shipped"::equals).hasSize(1);
        assertThat(ends).filteredOn("rejected"::equals).hasSize(9);
        skald.awaitStock(mug, 0, 0);
    }

    @Test
    void twenty_requests_with_one_key_are_one_order_and_one_answer() throws Exception {
        String customer = skald.registerUser();
        OrderForm form = skald.orderOf(customer).line(skald.product("MUG", 850, 10), 1);
        String key = skald.newKey();

        List<Answer> answers = atOnce(20, () -> form.send("Idempotency-Key", key));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
                .hasSize(1);
        skald.awaitStatus(answers.getFirst().text("/orderId"), "shipped");
        assertThat(form.send("Idempotency-Key", key).body())
                .isEqualTo(answers.getFirst().body());
        assertThat(skald.http().get("/v1/orders?user=" + customer).texts("/items", "/orderId"))
                .containsExactly(answers.getFirst().text("/orderId"));
    }

    @Test
    void a_key_is_good_for_one_order_only() throws Exception {
        String customer = skald.registerUser();
        String mug = skald.product("MUG", 850, 100);
        String key = skald.newKey();
        List<Callable<Answer>> different = IntStream.rangeClosed(1, 20)
                .<Callable<Answer>>mapToObj(
                        i -> () -> skald.orderOf(customer).line(mug, i).send("Idempotency-Key", key))
                .toList();

        List<Answer> answers = atOnce(different);

        List<Answer> accepted =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(accepted).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .hasSize(19)
                .allSatisfy(refused -> assertThat(refused.pointers()).containsExactly("header:Idempotency-Key"));
        skald.awaitStatus(accepted.getFirst().text("/orderId"), "shipped");
    }

    @Test
    void a_refused_order_leaves_its_key_free_for_the_right_one() {
        String customer = skald.registerUser();
        String mug = skald.product("MUG", 850, 10);
        String key = skald.newKey();

        skald.orderOf(customer)
                .line("NEVER-SOLD-HERE", 1)
                .send("Idempotency-Key", key)
                .expect(422);

        String order = skald.orderOf(customer)
                .line(mug, 1)
                .send("Idempotency-Key", key)
                .expect(201)
                .text("/orderId");
        skald.awaitStatus(order, "shipped");
    }

    @Test
    void many_orders_for_many_products_leave_the_stock_right() throws Exception {
        List<String> products = IntStream.range(0, 5)
                .mapToObj(_ -> skald.product("MUG", 850, 10))
                .toList();
        String customer = skald.registerUser();
        List<Callable<String>> buyers = IntStream.range(0, 60)
                .<Callable<String>>mapToObj(i -> () -> skald.orderOf(customer)
                        .line(products.get(i % 5), 1)
                        .line(products.get((i + 1) % 5), 1)
                        .place())
                .toList();

        for (String order : atOnce(buyers)) {
            Waiting.until(
                    "the order is at its end",
                    () -> skald.see(order),
                    seen -> List.of("shipped", "rejected").contains(seen.text("/status")));
        }

        // There are 10 of each and 12 orders for each pair of neighbours: of two neighbours one is sold out.
        for (int i = 0; i < 5; i++) {
            Stock one = settled(products.get(i));
            Stock next = settled(products.get((i + 1) % 5));
            assertThat(Math.min(one.onHand(), next.onHand())).isZero();
        }
    }

    private Stock settled(String product) {
        return Waiting.until("all goods have left", () -> skald.stock(product), stock -> stock.reserved() == 0);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws InterruptedException, ExecutionException {
        return atOnce(IntStream.range(0, times).mapToObj(_ -> call).toList());
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
