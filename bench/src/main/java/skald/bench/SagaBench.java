package skald.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Environment;

/** Has contenders do the same work in turns, and verifies each run by SQL. */
public final class SagaBench {

    /**
     * What to run.
     *
     * @param loads one after the other, each with all its rounds
     * @param rounds in each of which every contender has its turn
     * @param limit of one run
     * @param warmUp of each contender before its first run, in which its statements are counted; empty for none
     */
    public record Plan(
            List<Contender> contenders,
            Workload workload,
            List<Load> loads,
            int rounds,
            Limit limit,
            Optional<Limit> warmUp) {
        public Plan {
            if (rounds < 1 || rounds > 100) {
                throw new IllegalArgumentException("rounds must be 1 to 100, not " + rounds);
            }
        }
    }

    private static final int WARM_UP_IN_FLIGHT = 512;

    private final BenchServer server;
    private final Environment environment;
    private final Consumer<String> progress;
    private final Map<String, Double> statements = new HashMap<>();

    /** @param progress gets a line for people about each run */
    public SagaBench(BenchServer server, Environment environment, Consumer<String> progress) {
        this.server = server;
        this.environment = environment;
        this.progress = progress;
    }

    /**
     * Runs the whole plan.
     *
     * @throws BenchException if a contender fails, or left wrong rows behind
     */
    public List<SagaRun> run(Plan plan) throws InterruptedException {
        List<SagaRun> runs = new ArrayList<>();
        try {
            for (Load load : plan.loads()) {
                for (int round = 1; round <= plan.rounds(); round++) {
                    for (Contender contender : plan.contenders()) {
                        if (plan.warmUp().isPresent() && !statements.containsKey(contender.name())) {
                            warmUp(contender, plan.workload(), plan.warmUp().get());
                        }
                        runs.add(measured(contender, plan, load, round));
                    }
                }
            }
        } catch (SQLException e) {
            throw new BenchException("the database of the benchmark failed: " + e.getMessage(), e);
        }
        return runs;
    }

    private void warmUp(Contender contender, Workload workload, Limit limit) throws InterruptedException, SQLException {
        LongAdder counted = new LongAdder();
        Load load = new Load.Saturated(WARM_UP_IN_FLIGHT);
        SagaRun run = once(contender, workload, load, limit, 0, counted);
        statements.put(contender.name(), counted.doubleValue() / run.orders());
    }

    private SagaRun measured(Contender contender, Plan plan, Load load, int round)
            throws InterruptedException, SQLException {
        SagaRun run = once(contender, plan.workload(), load, plan.limit(), round, null);
        progress.accept("%s, %s, round %d: %,.0f/s, p50 %.1f ms, p99 %.1f ms"
                .formatted(
                        contender.name(),
                        load.text(),
                        round,
                        run.perSecond(),
                        run.latency().p50(),
                        run.latency().p99()));
        return run;
    }

    private SagaRun once(
            Contender contender, Workload planned, Load load, Limit limit, int round, @Nullable LongAdder counted)
            throws InterruptedException, SQLException {
        Workload workload = contender.workload(planned);
        String database = server.create();
        try (TemporaryFolder folder = server.newFolder()) {
            Arena arena =
                    new Arena(server.login(database), folder.path(), workload, load.inFlight(), environment, counted);
            Measured measured;
            long transactionsBefore;
            boolean isInArena;
            try (Contender.Running running = contender.open(arena)) {
                transactionsBefore = server.transactions(database);
                isInArena = running.postgres().isEmpty();
                measured = measure(running, workload, load, limit, counted);
                verify(contender, workload, measured.times(), running.tally());
            }
            Long transactions = isInArena ? server.transactions(database) - transactionsBefore : null;
            Drive.Times times = measured.times();
            return new SagaRun(
                    contender.name(),
                    contender.role(),
                    load,
                    round,
                    times.begun(),
                    times.perSecond(),
                    times.accepted(),
                    times.latency(),
                    statements.getOrDefault(contender.name(), 0.0),
                    Cost.between(
                            measured.before(),
                            measured.after(),
                            transactions,
                            measured.longestPauseMs(),
                            measured.heapMb(),
                            times.begun()));
        } catch (InterruptedException | SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BenchException(contender.name() + " could not be started: " + e.getMessage(), e);
        } finally {
            server.drop(database);
        }
    }

    private record Measured(
            Drive.Times times, Meter.Reading before, Meter.Reading after, long longestPauseMs, long heapMb) {}

    private Measured measure(
            Contender.Running running, Workload workload, Load load, Limit limit, @Nullable LongAdder counted)
            throws InterruptedException, SQLException {
        PostgresProcess postgres = running.postgres().orElse(server.process());
        // What earlier runs left is cleared away, so that this one does not pay for it.
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
        System.gc();
        try (Meter meter = new Meter(postgres, running.loadThreads())) {
            Drive drive = new Drive(running, workload, environment.ids(), load, limit);
            if (counted != null) {
                counted.reset();
            }
            meter.forgetPauses();
            Meter.Reading before = meter.read();
            drive.run();
            Meter.Reading after = meter.read();
            long longestPause = meter.longestPauseMillis();
            Drive.Times times = drive.times();
            drive = null; // its arrays are not what the contender keeps
            System.gc();
            return new Measured(times, before, after, longestPause, usedHeapMb());
        }
    }

    private static long usedHeapMb() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private static void verify(Contender contender, Workload workload, Drive.Times times, Tally tally) {
        List<String> mistakes = tally.mistakes(times.begun(), workload);
        if (!mistakes.isEmpty()) {
            throw new BenchException(contender.name() + " left wrong rows behind: " + String.join("; ", mistakes));
        }
    }
}
