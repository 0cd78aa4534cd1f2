package skald.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import skald.bench.engine.SkaldEngine;
import skald.bench.floor.Batched;
import skald.bench.floor.Naive;
import skald.toolkit.Environment;

/** All contenders on a real PostgreSQL, with few orders: whether the work is done, not how fast. */
class SagaBenchTest {
    private static final Environment ENVIRONMENT = new Environment(
            Clock.systemUTC(), UuidCreator::getTimeOrderedEpochPlus1, RandomGenerator.getDefault(), Runnable::run);

    private static BenchServer server;

    private final List<String> said = new ArrayList<>();
    private final SagaBench bench = new SagaBench(server, ENVIRONMENT, said::add);

    @BeforeAll
    static void start() {
        server = BenchServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_contender_carries_all_orders_to_their_right_ends_under_both_kinds_of_load() throws InterruptedException {
        List<Contender> all =
                List.of(new Naive(), Batched.singleTransaction(), Batched.stepByStep(), new SkaldEngine());
        Limit limit = new Limit(60, Duration.ofSeconds(30));

        List<SagaRun> runs = bench.run(new SagaBench.Plan(
                all,
                new Workload(5),
                List.of(new Load.Saturated(16), new Load.Paced(2_000)),
                1,
                limit,
                Optional.of(limit)));

        assertThat(runs).hasSize(8).allSatisfy(run -> {
            assertThat(run.orders()).isEqualTo(60);
            assertThat(run.perSecond()).isPositive();
            assertThat(run.latency().p50())
                    .isPositive()
                    .isLessThanOrEqualTo(run.latency().max());
            assertThat(run.statements()).isPositive();
            assertThat(run.cost().cpuMs()).isPositive();
            assertThat(run.cost().walBytes()).isPositive();
            assertThat(run.cost().transactions()).isPositive();
            assertThat(run.cost().writingTransactions()).isPositive();
            assertThat(run.cost().allocatedBytes()).isPositive();
        });
        // Create, charge, reserve, ship, confirm; or create and reject.
        assertThat(runs.getFirst().cost().writingTransactions()).isBetween(4.7, 5.5);
        assertThat(said).hasSize(8);
    }

    @Test
    void a_contender_that_leaves_wrong_rows_behind_is_caught() {
        assertThatThrownBy(() -> run(new Cheat(new Naive(), order -> order.number() != 7)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("orders confirmed: 17 instead of 18");
    }

    @Test
    void a_saga_that_fails_ends_the_benchmark_with_its_reason() {
        assertThatThrownBy(() -> run(new Cheat(new Naive(), order -> {
                    throw new IllegalStateException("no more");
                })))
                .hasMessageContaining("no more");
    }

    private void run(Contender contender) throws InterruptedException {
        bench.run(new SagaBench.Plan(
                List.of(contender),
                new Workload(5),
                List.of(new Load.Saturated(4)),
                1,
                new Limit(20, Duration.ofSeconds(30)),
                Optional.empty()));
    }
}
