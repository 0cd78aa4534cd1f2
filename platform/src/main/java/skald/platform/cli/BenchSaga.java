package skald.platform.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skald.bench.BenchServer;
import skald.bench.Contender;
import skald.bench.Limit;
import skald.bench.Load;
import skald.bench.SagaBench;
import skald.bench.SagaReport;
import skald.bench.SagaRun;
import skald.bench.Workload;
import skald.bench.engine.SkaldEngine;
import skald.bench.floor.Batched;
import skald.bench.floor.Naive;
import skald.platform.bench.World;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** {@code skald bench saga}. */
@Command(
        name = "saga",
        description = {
            "Measures the engine on the order saga, beside a floor and two ceilings.",
            "",
            "The work: create an order, charge the payment (every tenth is declined), reserve the stock, create the"
                + " shipment, confirm. Each step belongs to another service and is durable before the next one starts."
                + " All contenders do it in turns on the same embedded PostgreSQL, and SQL verifies each run.",
            ""
        })
final class BenchSaga extends BenchCommand {
    // Other engines are on the class path in the module bench-peers only.
    static final List<Contender> CONTENDERS = Stream.concat(
                    Stream.of(new Naive(), Batched.singleTransaction(), Batched.stepByStep(), new SkaldEngine()),
                    ServiceLoader.load(Contender.class).stream().map(ServiceLoader.Provider::get))
            .toList();

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            description = "Who takes part: ${COMPLETION-CANDIDATES}. Default: all.",
            completionCandidates = Names.class)
    private List<String> contenders = new ArrayList<>();

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            split = ",",
            description = "Sagas under way at any time, for the highest rate. Default: 512,2048, or none with --rate.")
    private List<Integer> inFlight = new ArrayList<>();

    @Option(
            names = "--rate",
            paramLabel = "N",
            split = ",",
            description = "Orders a second, whatever comes of them, for the latency; it counts from the moment at which"
                    + " the order should have come.")
    private List<Integer> rates = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", description = "Of each contender. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--orders", paramLabel = "N", description = "At most, in each run. Default: ${DEFAULT-VALUE}.")
    private int orders = Limit.MOST_ORDERS;

    @Option(names = "--seconds", paramLabel = "N", description = "At most, for each run. Default: ${DEFAULT-VALUE}.")
    private int seconds = 8;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "Of each contender before its first run. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 5;

    @Option(
            names = "--skus",
            paramLabel = "N",
            description = "Products; 1 makes a flash sale. Default: ${DEFAULT-VALUE}.")
    private int skus = Workload.standard().skus();

    /** The names of all contenders. */
    static final class Names implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return CONTENDERS.stream().map(Contender::name).iterator();
        }
    }

    @Override
    void run(Output output, ObjectNode report) throws InterruptedException {
        SagaBench.Plan plan = plan();
        List<SagaRun> runs;
        try (var effects = Executors.newVirtualThreadPerTaskExecutor();
                BenchServer server = BenchServer.start()) {
            runs = new SagaBench(server, World.environment(effects), output::say).run(plan);
        }
        SagaReport figures = SagaReport.of(runs);
        report.set("lines", SkaldClient.JSON.valueToTree(figures.lines()));
        report.set("runs", SkaldClient.JSON.valueToTree(figures.runs()));
        if (output.format() == Format.TABLE) {
            SagaTables.write(figures, output);
        }
    }

    private SagaBench.Plan plan() {
        Stream<Load> saturated = (inFlight.isEmpty() && rates.isEmpty() ? List.of(512, 2_048) : inFlight)
                .stream().map(Load.Saturated::new);
        List<Load> loads = Stream.concat(saturated, rates.stream().<Load>map(Load.Paced::new))
                .toList();
        return new SagaBench.Plan(
                chosen(),
                new Workload(skus),
                loads,
                rounds,
                new Limit(orders, Duration.ofSeconds(seconds)),
                new Limit(orders, Duration.ofSeconds(warmUp)));
    }

    private List<Contender> chosen() {
        if (contenders.isEmpty()) {
            return CONTENDERS;
        }
        return contenders.stream().map(this::contender).toList();
    }

    private Contender contender(String name) {
        return CONTENDERS.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> usage("--contenders: there is no \"" + name + "\", only "
                        + CONTENDERS.stream().map(Contender::name).collect(Collectors.joining(", ")) + "."));
    }
}
