package skald.platform.cli;

import java.util.List;
import picocli.CommandLine.Command;
import skald.bench.Contender;
import skald.bench.SagaReport;
import skald.bench.Workload;
import skald.platform.bench.PlatformContender;

/** {@code skald bench flash-sale}. */
@Command(
        name = "flash-sale",
        description = {
            "Measures the whole platform when everybody wants the same product, beside orders for a thousand products.",
            "",
            "The stock must agree to the piece in the end. See bench orders for what is measured.",
            ""
        })
final class BenchFlashSale extends BenchInTurns {
    private static final String ONE = "1 product";

    private String many() {
        return workload().skus() + " products";
    }

    @Override
    List<Contender> contenders() {
        return List.of(PlatformContender.with(many(), workload()), PlatformContender.with(ONE, new Workload(1)));
    }

    @Override
    void write(SagaReport figures, Output output) {
        super.write(figures, output);
        figures.ratios(ONE, many())
                .forEach((load, ratio) -> output.text("Flash sale ÷ many products, %s: %.2f".formatted(load, ratio)));
    }
}
