package skald.platform.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skald.bench.Contender;
import skald.bench.SagaReport;
import skald.platform.bench.PlatformContender;

/** {@code skald bench growth}. */
@Command(
        name = "growth",
        description = {
            "Measures the whole platform with many orders stored, beside an empty one.",
            "",
            "The stored orders are copies of 500 that were carried to their ends over HTTP, with ids of their own: in"
                    + " the tables of all services, their logs, the sagas, the read model, the mails and the books of"
                    + " gateway and carrier. See bench orders for what is measured.",
            ""
        })
final class BenchGrowth extends BenchInTurns {
    private static final int MOST_STORED = 100_000_000;
    private static final String EMPTY = "empty";

    @Option(
            names = "--stored",
            paramLabel = "N",
            description = "Orders stored before, in steps of 500. Default: ${DEFAULT-VALUE}.")
    private int stored = 100_000;

    private String grown() {
        return "%,d stored".formatted(stored);
    }

    @Override
    List<Contender> contenders() {
        if (stored < 1 || stored > MOST_STORED) {
            throw usage("--stored must be 1 to " + MOST_STORED + ", not " + stored + ".");
        }
        return List.of(PlatformContender.with(EMPTY, workload()), PlatformContender.storing(grown(), stored));
    }

    @Override
    void write(SagaReport figures, Output output) {
        super.write(figures, output);
        figures.ratios(grown(), EMPTY)
                .forEach((load, ratio) -> output.text("%s ÷ empty, %s: %.2f".formatted(grown(), load, ratio)));
    }
}
