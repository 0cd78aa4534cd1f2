package skald.platform.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import skald.orders.SagaStyle;
import skald.platform.client.Time;
import skald.platform.simulation.Course;
import skald.platform.simulation.SimulatedPlatform;
import skald.simulation.Crashes;
import skald.simulation.Fault;
import skald.simulation.Plan;
import skald.simulation.Run;
import skald.simulation.Simulation;

/** {@code skald simulate}. */
@Command(
        name = "simulate",
        description = {
            "Runs the whole platform again and again in one thread over virtual time, with the faults that each seed"
                    + " draws, and checks the invariants.",
            "",
            "Nothing is started and nothing is written. Exits 1 at the first seed that breaks something, and prints"
                    + " what is broken, the shortest trace that it could find, and the command that runs it again.",
            ""
        },
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final long MOST_SEEDS = 1_000_000_000L;
    private static final Duration BETWEEN_NEWS = Duration.ofSeconds(10);
    /** The end of a trace is where things break; --trace tells all of it. */
    private static final int MOST_LINES = 200;

    private final RootCommand root;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds to run. Default: ${DEFAULT-VALUE}.")
    private long seeds = 1_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The first seed; alone, the only one. Default: a random one.")
    private @Nullable Long seed;

    @Option(
            names = "--without",
            paramLabel = "FAULT",
            split = ",",
            description = "Faults that do not happen: ${COMPLETION-CANDIDATES}; repeatable.")
    private List<Fault> without = List.of();

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "Orders in a run at most. Default: as many as are drawn.")
    private int orders = Integer.MAX_VALUE;

    @Option(names = "--trace", description = "Tells everything that happens in the run of --seed.")
    private boolean trace;

    @Option(
            names = "--crashes",
            description = "Instead of seeds: lets a process die at every point of some orders' ways, one run each.")
    private boolean crashes;

    SimulateCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        require(seeds >= 1 && seeds <= MOST_SEEDS, "--seeds must be 1 to " + MOST_SEEDS);
        require(orders >= 1, "--orders must be 1 or more");
        require(!trace || seed != null, "--trace needs the --seed whose run it shall tell");
        if (crashes) {
            return everyCrash();
        }
        boolean alone = seed != null && !spec.commandLine().getParseResult().hasMatchedOption("--seeds");
        long first = seed == null ? RandomGenerator.getDefault().nextLong(MOST_SEEDS) : seed;
        Simulation simulation = Simulation.of(SimulatedPlatform::new);
        return alone && trace ? tell(simulation, first) : search(simulation, first, alone ? 1 : seeds);
    }

    private int everyCrash() {
        PrintWriter out = spec.commandLine().getOut();
        int points = 0;
        int broken = 0;
        for (SagaStyle style : SagaStyle.values()) {
            for (Course course : Course.values()) {
                Crashes died = course.crashes(style, false);
                out.println("%s, %s: %,d points of %d kinds, %d broken"
                        .formatted(
                                style,
                                course,
                                died.count(),
                                died.points().size(),
                                died.broken().size()));
                died.broken().forEach(what -> out.println("  " + what));
                out.flush();
                points += died.count();
                broken += died.broken().size();
            }
        }
        out.println("%,d points, %d broken.".formatted(points, broken));
        return (broken == 0 ? Exit.OK : Exit.ERROR).code();
    }

    private Plan plan(long number) {
        Set<Fault> left = EnumSet.noneOf(Fault.class);
        left.addAll(without);
        return new Plan(number, left, orders);
    }

    private int tell(Simulation simulation, long number) {
        Run run = simulation.traced(plan(number));
        PrintWriter out = spec.commandLine().getOut();
        run.trace().forEach(out::println);
        return judged(run, List.of());
    }

    private int search(Simulation simulation, long first, long many) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("Seeds %d to %d".formatted(first, first + many - 1));
        err.flush();
        Time time = root.shell().time();
        long begun = time.nanos();
        Duration news = BETWEEN_NEWS;
        for (long number = first; number < first + many; number++) {
            Run run = simulation.run(plan(number));
            if (!run.isSound()) {
                Run shortest = simulation.shortest(run);
                List<String> lines = shortest.trace();
                return judged(shortest, lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
            }
            if (time.since(begun).compareTo(news) > 0) {
                err.println("%,d seeds, nothing broken".formatted(number - first + 1));
                err.flush();
                news = time.since(begun).plus(BETWEEN_NEWS);
            }
        }
        spec.commandLine().getOut().println("%,d seeds, nothing broken.".formatted(many));
        return Exit.OK.code();
    }

    private int judged(Run run, List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        if (run.isSound()) {
            out.println("Nothing broken. Hash %016x.".formatted(run.hash()));
            return Exit.OK.code();
        }
        out.println("Seed %d breaks:".formatted(run.plan().seed()));
        run.broken().forEach(what -> out.println("  " + what));
        out.println("It happens again with: " + command(run.plan()));
        return Exit.ERROR.code();
    }

    private static String command(Plan plan) {
        String faults = plan.without().stream().map(Fault::name).collect(Collectors.joining(","));
        return "./skald simulate --seed " + plan.seed()
                + (faults.isEmpty() ? "" : " --without " + faults)
                + (plan.most() == Integer.MAX_VALUE ? "" : " --orders " + plan.most()) + " --trace";
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
