package skald.platform.cli;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import skald.bench.Cost;
import skald.bench.Percentiles;
import skald.bench.SagaReport;
import skald.bench.SagaRun;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The figures of {@code skald bench saga} for people: the rates, then what they cost. */
final class SagaTables {
    private static final List<Column> RATES = columns(
            "CONTENDER",
            "LOAD",
            "PER SECOND",
            "MIN-MAX",
            "÷ NAIVE",
            "÷ STEPBATCH",
            "ACCEPTED P50",
            "P99",
            "END P50",
            "END P99",
            "END MAX");

    private static final List<Column> COSTS = columns(
            "CONTENDER",
            "LOAD",
            "CPU MS",
            "JVM",
            "POSTGRES",
            "LOAD %",
            "STATEMENTS",
            "COMMITS",
            "WRITING",
            "WAL BYTES",
            "HEAP BYTES",
            "GC",
            "GC MS",
            "LONGEST",
            "HEAP MB");

    private SagaTables() {}

    static void write(SagaReport report, Output output) {
        output.table(report.lines().stream().map(SagaTables::rate).toList(), RATES);
        output.text("");
        output.text("Cost of one order (GC: of the whole run):");
        output.table(report.lines().stream().map(SagaTables::cost).toList(), COSTS);
    }

    private static JsonNode rate(SagaReport.Line line) {
        SagaRun run = line.median();
        return row(
                RATES,
                run.contender(),
                run.load().text(),
                "%,.0f".formatted(run.perSecond()),
                "%,.0f-%,.0f".formatted(line.slowest(), line.fastest()),
                BenchCommand.figure("%.2f", line.toNaive()),
                BenchCommand.figure("%.2f", line.toStepbatch()),
                accepted(run, Percentiles::p50),
                accepted(run, Percentiles::p99),
                "%.1f".formatted(run.latency().p50()),
                "%.1f".formatted(run.latency().p99()),
                "%.1f".formatted(run.latency().max()));
    }

    private static String accepted(SagaRun run, ToDoubleFunction<Percentiles> which) {
        Percentiles accepted = run.accepted();
        return accepted == null ? "" : "%.1f".formatted(which.applyAsDouble(accepted));
    }

    private static JsonNode cost(SagaReport.Line line) {
        SagaRun run = line.median();
        Cost cost = run.cost();
        return row(
                COSTS,
                run.contender(),
                run.load().text(),
                "%.3f".formatted(cost.cpuMs()),
                "%.3f".formatted(cost.jvmCpuMs()),
                "%.3f".formatted(cost.postgresCpuMs()),
                "%.0f".formatted(100 * cost.loadShare()),
                run.statements() == 0 ? "" : "%.3f".formatted(run.statements()),
                BenchCommand.figure("%.3f", cost.transactions()),
                "%.3f".formatted(cost.writingTransactions()),
                "%,.0f".formatted(cost.walBytes()),
                "%,.0f".formatted(cost.allocatedBytes()),
                Long.toString(cost.collections()),
                Long.toString(cost.collectionMs()),
                Long.toString(cost.longestPauseMs()),
                Long.toString(cost.heapMb()));
    }

    private static List<Column> columns(String... titles) {
        return Stream.of(titles).map(title -> Column.of(title, title)).toList();
    }

    private static ObjectNode row(List<Column> columns, String... cells) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.length; i++) {
            row.put(columns.get(i).title(), cells[i]);
        }
        return row;
    }
}
