package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;

/** The benchmarks with a handful of orders: whether they come to their end and show all figures, never how fast. */
@Tag("long")
class BenchCommandsTest {
    private static final List<String> FIGURES = List.of(
            "/median/perSecond",
            "/median/latency/p50",
            "/median/latency/p99",
            "/median/latency/max",
            "/median/cost/cpuMs",
            "/median/cost/jvmCpuMs",
            "/median/cost/walBytes",
            "/median/cost/writingTransactions",
            "/median/cost/allocatedBytes",
            "/median/cost/heapMb",
            "/slowest",
            "/fastest");

    @TempDir
    private Path folder;

    @Test
    void the_saga_benchmark_shows_the_engine_beside_floor_and_ceilings() {
        JsonNode report = json("saga", "--orders", "30", "--in-flight", "8", "--warm-up", "5");

        assertThat(names(report)).containsExactly("naive", "single-tx", "stepbatch", "skald");
        assertThat(report.at("/lines/3/toNaive").asDouble()).isPositive();
        assertThat(report.at("/lines/3/toStepbatch").asDouble()).isPositive();
        assertThat(report.at("/lines/3/median/statements").asDouble()).isPositive();
        assertThat(report.at("/machine/processors").asInt()).isPositive();
    }

    @Test
    void the_orders_benchmark_shows_the_platform_beside_the_floor() {
        JsonNode report = json("orders", "--orders", "20", "--in-flight", "4", "--warm-up", "0", "--skus", "3");

        assertThat(names(report)).containsExactly("naive", "platform");
        assertThat(report.at("/lines/1/median/accepted/p99").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(report.at("/lines/1/median/latency/max").asDouble());
        assertThat(report.at("/lines/1/median/cost/loadShare").asDouble()).isPositive();
    }

    @Test
    void the_flash_sale_sells_one_product_beside_several_and_shows_the_ratio_in_tables() {
        var run = new CommandLineFixture(folder)
                .run(
                        "bench",
                        "flash-sale",
                        "--orders",
                        "10",
                        "--rate",
                        "100",
                        "--rounds",
                        "1",
                        "--warm-up",
                        "0",
                        "--skus",
                        "3");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("PER SECOND", "END P99", "WAL BYTES", "3 products", "1 product", "100/s")
                .containsPattern("Flash sale ÷ many products, 100/s: [0-9]+\\.[0-9]{2}");
    }

    @Test
    void the_growth_benchmark_multiplies_orders_and_the_audit_stays_clean() {
        JsonNode report =
                json("growth", "--stored", "30", "--orders", "10", "--in-flight", "4", "--warm-up", "0", "--skus", "3");

        assertThat(names(report)).containsExactly("empty", "30 stored");
    }

    @Test
    void the_start_benchmark_starts_a_skald_until_it_is_ready() {
        var run = new CommandLineFixture(folder).run("bench", "start", "--rounds", "1", "-o", "json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode starts = SkaldClient.JSON.readTree(run.out()).at("/starts");
        assertThat(starts.size()).isEqualTo(1);
        assertThat(starts.at("/0/readyMs").asLong()).isPositive();
    }

    @Test
    void options_out_of_bounds_are_usage_errors_that_name_them() {
        assertRefused("rounds must be", "saga", "--rounds", "0");
        assertRefused("in flight must be", "saga", "--in-flight", "100000");
        assertRefused("no \"fast\"", "saga", "--contenders", "fast");
        assertRefused("--stored must be", "growth", "--stored", "0");
        assertRefused("--rounds must be", "start", "--rounds", "0");
    }

    private void assertRefused(String message, String... arguments) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(arguments));
        var run = new CommandLineFixture(folder).run(all.toArray(String[]::new));

        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--rounds", "1", "-o", "json"));
        var run = new CommandLineFixture(folder).run(all.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode report = SkaldClient.JSON.readTree(run.out());
        assertThat(report.at("/runs").size()).isEqualTo(report.at("/lines").size());
        report.at("/lines")
                .forEach(line ->
                        FIGURES.forEach(figure -> assertThat(line.at(figure).isNumber())
                                .as(figure + " of " + line)
                                .isTrue()));
        return report;
    }

    private static List<String> names(JsonNode report) {
        return report.at("/lines")
                .valueStream()
                .map(line -> line.at("/median/contender").asString())
                .toList();
    }
}
