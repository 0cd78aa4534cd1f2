package skald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import skald.bench.Contender.Role;

class SagaReportTest {
    private static final Load LOAD = new Load.Saturated(512);
    private static final Load OTHER_LOAD = new Load.Paced(100);

    @Test
    void the_median_round_speaks_for_a_contender_beside_the_slowest_and_the_fastest() {
        SagaReport report =
                SagaReport.of(List.of(run("skald", LOAD, 30), run("skald", LOAD, 10), run("skald", LOAD, 20)));

        assertThat(report.lines()).singleElement().satisfies(line -> {
            assertThat(line.median().perSecond()).isEqualTo(20);
            assertThat(line.slowest()).isEqualTo(10);
            assertThat(line.fastest()).isEqualTo(30);
            assertThat(line.toNaive()).isNull();
        });
    }

    @Test
    void ratios_compare_medians_under_the_same_load_only() {
        SagaReport report = SagaReport.of(List.of(
                run("naive", LOAD, 10),
                run("stepbatch", LOAD, 40),
                run("skald", LOAD, 20),
                run("skald", OTHER_LOAD, 5)));

        SagaReport.Line skald = report.lines().get(2);
        assertThat(skald.toNaive()).isEqualTo(2.0);
        assertThat(skald.toStepbatch()).isEqualTo(0.5);
        assertThat(report.lines().get(3).toNaive()).isNull();
        assertThat(report.ratios("skald", "naive"))
                .containsOnlyKeys("512 in flight")
                .containsValue(2.0);
    }

    @Test
    void percentiles_are_nearest_ranks_in_milliseconds() {
        long[] nanos = new long[100];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = (100 - i) * 1_000_000L;
        }

        assertThat(Percentiles.ofNanos(nanos)).isEqualTo(new Percentiles(50, 99, 100));
        assertThat(Percentiles.ofNanos(new long[] {3_000_000})).isEqualTo(new Percentiles(3, 3, 3));
        assertThat(Percentiles.ofNanos(new long[0])).isEqualTo(new Percentiles(0, 0, 0));
    }

    private static SagaRun run(String contender, Load load, double perSecond) {
        Percentiles latency = new Percentiles(1, 2, 3);
        Cost cost = new Cost(1, 1, 0, 0, null, 1, 1, 1, 0, 0, 0, 0);
        return new SagaRun(contender, Role.ENGINE, load, 1, 100, perSecond, null, latency, 1, cost);
    }
}
