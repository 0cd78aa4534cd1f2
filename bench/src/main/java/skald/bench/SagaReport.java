package skald.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All runs of a benchmark, and a line for each contender and load.
 *
 * @param lines in the order in which they were measured
 */
public record SagaReport(List<Line> lines, List<SagaRun> runs) {
    private static final String FLOOR = "naive";
    private static final String CEILING = "stepbatch";

    /**
     * One contender under one load.
     *
     * @param median the run whose rate is the median of all rounds; its latencies and costs belong to it
     * @param slowest sagas a second in the slowest round
     * @param fastest sagas a second in the fastest round
     * @param toNaive the median rate over that of {@code naive} under the same load, if that took part
     * @param toStepbatch the same over {@code stepbatch}
     */
    public record Line(
            SagaRun median,
            int rounds,
            double slowest,
            double fastest,
            @Nullable Double toNaive,
            @Nullable Double toStepbatch) {}

    private record Group(String contender, Load load) {}

    /** The report about {@code runs}. */
    public static SagaReport of(List<SagaRun> runs) {
        Map<Group, List<SagaRun>> groups = new LinkedHashMap<>();
        for (SagaRun run : runs) {
            groups.computeIfAbsent(new Group(run.contender(), run.load()), _ -> new ArrayList<>())
                    .add(run);
        }
        Map<Group, SagaRun> medians = new LinkedHashMap<>();
        groups.forEach((group, rounds) -> medians.put(group, median(rounds)));
        List<Line> lines = new ArrayList<>();
        groups.forEach((group, rounds) -> {
            SagaRun median = medians.get(group);
            lines.add(new Line(
                    median,
                    rounds.size(),
                    rounds.stream().mapToDouble(SagaRun::perSecond).min().orElseThrow(),
                    rounds.stream().mapToDouble(SagaRun::perSecond).max().orElseThrow(),
                    ratio(median, medians.get(new Group(FLOOR, group.load()))),
                    ratio(median, medians.get(new Group(CEILING, group.load())))));
        });
        return new SagaReport(lines, List.copyOf(runs));
    }

    /** For each load that both took, the median rate of {@code contender} over that of {@code other}. */
    public Map<String, Double> ratios(String contender, String other) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (Line one : lines) {
            for (Line two : lines) {
                if (one.median().contender().equals(contender)
                        && two.median().contender().equals(other)
                        && one.median().load().equals(two.median().load())) {
                    ratios.put(
                            one.median().load().text(),
                            one.median().perSecond() / two.median().perSecond());
                }
            }
        }
        return ratios;
    }

    /** Of an even number the slower one of the two in the middle. */
    private static SagaRun median(List<SagaRun> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(SagaRun::perSecond))
                .skip((rounds.size() - 1) / 2)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Double ratio(SagaRun run, @Nullable SagaRun other) {
        return other == null ? null : run.perSecond() / other.perSecond();
    }
}
