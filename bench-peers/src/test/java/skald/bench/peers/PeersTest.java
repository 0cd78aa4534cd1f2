package skald.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import skald.bench.BenchServer;
import skald.bench.Contender;
import skald.bench.Limit;
import skald.bench.Load;
import skald.bench.SagaBench;
import skald.bench.SagaRun;
import skald.bench.Workload;
import skald.toolkit.Environment;

class PeersTest {
    private static final int ORDERS = 200;
    private static final Environment ENVIRONMENT = new Environment(
            InstantSource.system(), UuidCreator::getTimeOrderedEpochPlus1, new Random(1), Runnable::run);

    private static BenchServer server;

    @BeforeAll
    static void start() {
        server = BenchServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Contender> peers() {
        return ServiceLoader.load(Contender.class).stream().map(ServiceLoader.Provider::get);
    }

    @Test
    void the_command_line_finds_all_peers() {
        assertThat(peers().map(Contender::name)).containsExactly("dbos", "axon", "eventuate");
    }

    /** The benchmark verifies the rows by SQL after the warm-up and after the run, and throws if one is wrong. */
    @ParameterizedTest
    @MethodSource("peers")
    void every_peer_carries_all_orders_to_their_ends(Contender peer) throws InterruptedException {
        Limit limit = new Limit(ORDERS, Duration.ofMinutes(1));
        List<SagaRun> runs = new SagaBench(server, ENVIRONMENT, _ -> {})
                .run(new SagaBench.Plan(
                        List.of(peer),
                        Workload.standard(),
                        List.of(new Load.Saturated(64)),
                        1,
                        limit,
                        Optional.of(limit)));
        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run.contender()).isEqualTo(peer.name());
            assertThat(run.orders()).isEqualTo(ORDERS);
            assertThat(run.cost().writingTransactions()).isGreaterThan(1);
        });
    }
}
