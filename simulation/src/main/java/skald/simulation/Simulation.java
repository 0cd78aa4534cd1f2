package skald.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Scenario} under seeds: a time with faults, then healing, then the time that it has to come to rest. A test
 * needs no more than this:
 *
 * <pre>{@code
 * Simulation.of(MyScenario::new).requireSound(1, 2_000);
 * }</pre>
 *
 * <p>Not thread-safe; runs of different simulations do not meet.
 */
public final class Simulation {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /** A failure is shrunk in so many runs at most: a second or two. */
    private static final int MOST_ATTEMPTS = 300;

    /** Faults are the everyday business here: nobody wants to read of each. */
    private static final Logger LOGGERS = Logger.getLogger("skald");

    private final Supplier<Scenario> scenario;
    private final Duration faultsFor;
    private final Duration settlesWithin;

    private Simulation(Supplier<Scenario> scenario, Duration faultsFor, Duration settlesWithin) {
        this.scenario = scenario;
        this.faultsFor = faultsFor;
        this.settlesWithin = settlesWithin;
    }

    /** With a minute of faults and 25 to come to rest, both virtual: clocks may have been ten minutes ahead. */
    public static Simulation of(Supplier<Scenario> scenario) {
        return new Simulation(scenario, Duration.ofMinutes(1), Duration.ofMinutes(25));
    }

    /** With so much virtual time for faults, and after the healing so much to come to rest. */
    public Simulation lasting(Duration newFaultsFor, Duration newSettlesWithin) {
        return new Simulation(scenario, newFaultsFor, newSettlesWithin);
    }

    /** Runs what {@code plan} says. */
    public Run run(Plan plan) {
        return run(plan, CrashPoints.none(), null);
    }

    /** The same, with every event told in {@link Run#trace()}. */
    public Run traced(Plan plan) {
        return run(plan, CrashPoints.none(), new ArrayList<>());
    }

    /**
     * Runs the seeds from {@code first} on.
     *
     * @return the first run that breaks something, as short as it could be made; empty if none does
     */
    public Optional<Run> search(long first, long seeds) {
        for (long seed = first; seed < first + seeds; seed++) {
            Run run = run(Plan.of(seed));
            if (!run.isSound()) {
                return Optional.of(shortest(run));
            }
        }
        return Optional.empty();
    }

    /**
     * Runs the seeds from {@code first} on.
     *
     * @throws AssertionError if one of them breaks something; it tells the seed, what is broken and what happened
     */
    public void requireSound(long first, long seeds) {
        search(first, seeds).ifPresent(run -> {
            throw new AssertionError(told(run));
        });
    }

    /** A run that broke something, in words. */
    public static String told(Run run) {
        return "seed %d breaks:%n  %s%nwith the faults %s, at most %d, without %s:%n%s"
                .formatted(
                        run.plan().seed(),
                        String.join("\n  ", run.broken()),
                        run.faults(),
                        run.plan().most(),
                        run.plan().without(),
                        String.join("\n", run.trace()));
    }

    /**
     * Lets a process die at every point of one run at which it can: before each call to its store or to the outside, after
     * the effect of the call and before its answer is known, and after the answer was used. Nothing else goes wrong.
     *
     * @param seed of the run without faults whose points these are
     * @param everyKind only the first point of each kind, such as the first commit, which takes a fraction of the time
     */
    public Crashes crashes(long seed, boolean everyKind) {
        Plan calm = new Plan(seed, EnumSet.allOf(Fault.class), Integer.MAX_VALUE);
        CrashPoints listed = CrashPoints.listed();
        List<String> broken = new ArrayList<>(run(calm, listed, null).broken());
        Map<String, Integer> points = new TreeMap<>();
        for (int point = 0; point < listed.passed().size(); point++) {
            String name = listed.passed().get(point);
            if (points.merge(name, 1, Integer::sum) > 1 && everyKind) {
                continue;
            }
            CrashPoints here = CrashPoints.at(point);
            Run run = run(calm, here, null);
            if (here.left() > 0 || !run.isSound()) {
                broken.add("point " + point + ", " + name + ": " + run.broken());
            }
        }
        return new Crashes(points, broken);
    }

    /** Leaves out one kind of fault after the other, and then as much of the scenario as possible, while it still fails. */
    public Run shortest(Run failed) {
        Run best = failed;
        int attempts = 0;
        for (Fault fault : Fault.values()) {
            if (best.faults().contains(fault) && attempts++ < MOST_ATTEMPTS) {
                best = shorter(best, best.plan().without(fault));
            }
        }
        for (int most = 1; most < 16 && attempts++ < MOST_ATTEMPTS; most++) {
            Run less = run(best.plan().atMost(most));
            if (!less.isSound()) {
                best = less;
                break;
            }
        }
        return traced(best.plan());
    }

    private Run shorter(Run known, Plan plan) {
        Run run = run(plan);
        return run.isSound() ? known : run;
    }

    Run run(Plan plan, CrashPoints crashPoints, @Nullable List<String> trace) {
        Level before = LOGGERS.getLevel();
        LOGGERS.setLevel(Level.OFF);
        try {
            World world = new World(plan, crashPoints, trace);
            List<String> broken = broken(world);
            return new Run(
                    plan,
                    world.hash(),
                    world.events(),
                    world.faults(),
                    broken,
                    trace == null ? List.of() : List.copyOf(trace));
        } finally {
            LOGGERS.setLevel(before);
        }
    }

    private List<String> broken(World world) {
        try {
            Scenario judged = scenario.get();
            judged.begin(world);
            world.runFor(faultsFor);
            world.heal();
            Duration waited = Duration.ZERO;
            while (!judged.isAtRest()) {
                if (waited.compareTo(settlesWithin) >= 0) {
                    List<String> all = new ArrayList<>(List.of("it has not come to rest within " + settlesWithin));
                    all.addAll(judged.broken());
                    return all;
                }
                world.runFor(BETWEEN_LOOKS);
                waited = waited.plus(BETWEEN_LOOKS);
            }
            return List.copyOf(judged.broken());
        } catch (RuntimeException | StackOverflowError e) {
            return List.of("it threw " + e + " at "
                    + List.of(e.getStackTrace()).subList(0, Math.min(8, e.getStackTrace().length)));
        }
    }
}
