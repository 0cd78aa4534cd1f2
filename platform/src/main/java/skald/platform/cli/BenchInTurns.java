package skald.platform.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import skald.bench.BenchServer;
import skald.bench.Contender;
import skald.bench.Limit;
import skald.bench.Load;
import skald.bench.SagaBench;
import skald.bench.SagaReport;
import skald.bench.SagaRun;
import skald.bench.Workload;
import skald.platform.bench.World;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** A benchmark in which contenders take turns with the same orders, under loads that can be chosen. */
abstract class BenchInTurns extends BenchCommand {
    @Option(
            names = "--in-flight",
            paramLabel = "N",
            split = ",",
            description = "Orders under way at any time, for the highest rate. Default: 512,2048; none with --rate.")
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
            description = "Of each contender before its first run; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 5;

    @Option(names = "--skus", paramLabel = "N", description = "Products. Default: ${DEFAULT-VALUE}.")
    private int skus = Workload.standard().skus();

    /** Who takes part, in this order. */
    abstract List<Contender> contenders();

    /** Which orders they get. */
    final Workload workload() {
        return new Workload(skus);
    }

    /** Tables for people. */
    void write(SagaReport figures, Output output) {
        SagaTables.write(figures, output);
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
            write(figures, output);
        }
    }

    private SagaBench.Plan plan() {
        Stream<Load> saturated = (inFlight.isEmpty() && rates.isEmpty() ? List.of(512, 2_048) : inFlight)
                .stream().map(Load.Saturated::new);
        List<Load> loads = Stream.concat(saturated, rates.stream().<Load>map(Load.Paced::new))
                .toList();
        return new SagaBench.Plan(
                contenders(),
                workload(),
                loads,
                rounds,
                new Limit(orders, Duration.ofSeconds(seconds)),
                warmUp == 0 ? Optional.empty() : Optional.of(new Limit(orders, Duration.ofSeconds(warmUp))));
    }
}
