package skald.platform.cli;

import java.util.List;
import picocli.CommandLine.Command;
import skald.bench.Contender;
import skald.bench.floor.Naive;
import skald.platform.bench.PlatformContender;

/** {@code skald bench orders}. */
@Command(
        name = "orders",
        description = {
            "Measures the whole platform: orders over HTTP until the read model shows them confirmed, beside plain JDBC"
                    + " without any of it.",
            "",
            "Each round starts a Skald of its own in this process, with all services and simulators on an embedded"
                    + " PostgreSQL, and ends with an audit, which must be clean. Each order has one line and an"
                    + " idempotency key; every tenth card is declined.",
            ""
        })
final class BenchOrders extends BenchInTurns {
    @Override
    List<Contender> contenders() {
        return List.of(new Naive(), PlatformContender.standard());
    }
}
