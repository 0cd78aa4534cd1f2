package skald.platform.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import skald.orders.SagaStyle;
import skald.platform.chaos.Chaos;
import skald.platform.chaos.ChaosReport;
import skald.platform.chaos.Target;

/** {@code skald chaos}. */
@Command(
        name = "chaos",
        description = {
            "Kills a Skald again and again while orders are placed, and checks that none is lost, doubled or left"
                    + " behind.",
            "",
            "It starts a Skald of its own on data of its own; the one that runs here is not touched. Exits 1 if"
                    + " something is wrong, and then keeps the data and says how to run the same again.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {
    private static final int MOST_ORDERS = 1_000_000;
    private static final int MOST_KILLS = 1_000;
    private static final int MOST_SEEDS = 1_000_000_000;

    private final RootCommand root;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(names = "--orders", paramLabel = "N", description = "Orders to place. Default: ${DEFAULT-VALUE}.")
    private int orders = 500;

    @Option(names = "--kills", paramLabel = "N", description = "How often to kill. Default: ${DEFAULT-VALUE}.")
    private int kills = 3;

    @Option(
            names = "--target",
            paramLabel = "WHAT",
            description = "What to kill: ${COMPLETION-CANDIDATES}; repeatable. Default: any of them.")
    private List<Target> targets = new ArrayList<>();

    @Option(
            names = "--saga",
            paramLabel = "STYLE",
            description = "Who carries the orders: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private SagaStyle saga = SagaStyle.ORCHESTRATION;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Places the same orders and kills after the same ones as the run that had this seed.")
    private @Nullable Long seed;

    ChaosCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        require(orders >= 1 && orders <= MOST_ORDERS, "--orders must be 1 to " + MOST_ORDERS);
        require(kills >= 0 && kills <= MOST_KILLS, "--kills must be 0 to " + MOST_KILLS);
        require(
                Target.possible().containsAll(targets),
                "--target: this system does not tell which processes those are");
        long chosen = seed == null ? RandomGenerator.getDefault().nextInt(MOST_SEEDS) : seed;
        List<Target> wanted = targets.isEmpty() ? Target.possible() : targets;
        PrintWriter err = spec.commandLine().getErr();
        err.println("Seed " + chosen);
        Chaos chaos =
                new Chaos(chosen, orders, kills, wanted, saga, root.shell().time(), line -> {
                    err.println(line);
                    err.flush();
                });
        Thread self = Thread.currentThread();
        try (Interrupts _ = Interrupts.calling(self::interrupt)) {
            ChaosReport report = chaos.run();
            PrintWriter out = spec.commandLine().getOut();
            out.println(report);
            out.flush();
            return (report.clean() ? Exit.OK : Exit.ERROR).code();
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
