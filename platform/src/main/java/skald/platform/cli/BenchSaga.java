package skald.platform.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skald.bench.Contender;
import skald.bench.engine.SkaldEngine;
import skald.bench.floor.Batched;
import skald.bench.floor.Naive;

/** {@code skald bench saga}. */
@Command(
        name = "saga",
        description = {
            "Measures the engine on the order saga, beside a floor and two ceilings.",
            "",
            "The work: create an order, charge the payment (every tenth is declined), reserve the stock, create the"
                + " shipment, confirm. Each step belongs to another service and is durable before the next one starts."
                + " All contenders do it in turns on the same embedded PostgreSQL, and SQL verifies each run.",
            ""
        })
final class BenchSaga extends BenchInTurns {
    // Other engines are on the class path in the module bench-peers only.
    static final List<Contender> CONTENDERS = Stream.concat(
                    Stream.of(new Naive(), Batched.singleTransaction(), Batched.stepByStep(), new SkaldEngine()),
                    ServiceLoader.load(Contender.class).stream().map(ServiceLoader.Provider::get))
            .toList();

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            description = "Who takes part: ${COMPLETION-CANDIDATES}. Default: all.",
            completionCandidates = Names.class)
    private List<String> contenders = new ArrayList<>();

    /** The names of all contenders. */
    static final class Names implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return CONTENDERS.stream().map(Contender::name).iterator();
        }
    }

    @Override
    List<Contender> contenders() {
        if (contenders.isEmpty()) {
            return CONTENDERS;
        }
        return contenders.stream().map(this::contender).toList();
    }

    private Contender contender(String name) {
        return CONTENDERS.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> usage("--contenders: there is no \"" + name + "\", only "
                        + CONTENDERS.stream().map(Contender::name).collect(Collectors.joining(", ")) + "."));
    }
}
