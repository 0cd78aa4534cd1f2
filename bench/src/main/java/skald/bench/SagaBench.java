package skald.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @param warmUp of each contender before its first run, in which its statements are counted
     */
    public record Plan(
            List<Contender> contenders, Workload workload, List<Load> loads, int rounds, Limit limit, Limit warmUp) {
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
        try (Meter meter = new Meter(server.process(), server.connect())) {
            for (Load load : plan.loads()) {
                for (int round = 1; round <= plan.rounds(); round++) {
                    for (Contender contender : plan.contenders()) {
                        if (!statements.containsKey(contender.name())) {
                            warmUp(contender, plan, meter);
                        }
                        runs.add(measured(contender, plan, load, round, meter));
                    }
                }
            }
        } catch (SQLException e) {
            throw new BenchException("the database of the benchmark failed: " + e.getMessage(), e);
        }
        return runs;
    }

    private void warmUp(Contender contender, Plan plan, Meter meter) throws InterruptedException, SQLException {
        LongAdder counted = new LongAdder();
        Load load = new Load.Saturated(WARM_UP_IN_FLIGHT);
        SagaRun run = once(contender, plan.workload(), load, plan.warmUp(), 0, meter, counted);
        statements.put(contender.name(), counted.doubleValue() / run.orders());
    }

    private SagaRun measured(Contender contender, Plan plan, Load load, int round, Meter meter)
            throws InterruptedException, SQLException {
        SagaRun run = once(contender, plan.workload(), load, plan.limit(), round, meter, null);
        progress.accept("%s, %s, round %d: %,.0f sagas/s, p50 %.1f ms, p99 %.1f ms"
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
            Contender contender,
            Workload workload,
            Load load,
            Limit limit,
            int round,
            Meter meter,
            @Nullable LongAdder counted)
            throws InterruptedException, SQLException {
        String database = server.create();
        try {
            Arena arena = new Arena(
                    server.login(database),
                    server.newFolder(contender.name()),
                    workload,
                    load.inFlight(),
                    environment,
                    counted);
            Drive.Times times;
            Meter.Reading before;
            Meter.Reading after;
            Tally tally;
            long transactionsBefore;
            long longestPause;
            try (Contender.Running running = contender.open(arena)) {
                server.checkpoint();
                System.gc();
                transactionsBefore = meter.transactions(database);
                if (counted != null) {
                    counted.reset();
                }
                meter.forgetPauses();
                before = meter.read();
                times = new Drive(running, workload, environment.ids(), load, limit).run();
                after = meter.read();
                longestPause = meter.longestPauseMillis();
                tally = running.tally();
            }
            verify(contender, workload, times, tally);
            long transactions = meter.transactions(database) - transactionsBefore;
            Cost cost = Cost.between(before, after, transactions, longestPause, times.begun());
            double perSaga = statements.getOrDefault(contender.name(), 0.0);
            return new SagaRun(
                    contender.name(),
                    contender.role(),
                    load,
                    round,
                    times.begun(),
                    times.perSecond(),
                    times.latency(),
                    perSaga,
                    cost);
        } catch (InterruptedException | SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BenchException(contender.name() + " could not be started: " + e.getMessage(), e);
        } finally {
            server.drop(database);
        }
    }

    private static void verify(Contender contender, Workload workload, Drive.Times times, Tally tally) {
        List<String> mistakes = tally.mistakes(times.begun(), workload);
        if (!mistakes.isEmpty()) {
            throw new BenchException(contender.name() + " left wrong rows behind: " + String.join("; ", mistakes));
        }
    }

    /** How long one run of each is, unless it is told otherwise. */
    public static Limit standardLimit() {
        return new Limit(Limit.MOST_ORDERS, Duration.ofSeconds(8));
    }
}
