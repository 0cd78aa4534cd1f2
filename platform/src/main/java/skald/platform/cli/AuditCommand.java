package skald.platform.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skald.platform.client.SkaldClient;
import skald.platform.client.UnavailableException;
import tools.jackson.databind.JsonNode;

/** {@code skald audit}. */
@Command(name = "audit", description = "Checks that money, stock, orders and messages agree. Exits 1 when they do not.")
final class AuditCommand extends ApiCommand {

    private static final List<Column> ROW = List.of(
            Column.of("NO", "number"),
            Column.of("INVARIANT", "name"),
            Column.of("CHECKED", "checked"),
            Column.of("BROKEN", "broken"),
            Column.of("EXAMPLES", "examples"));

    private final Optional<AuditSource> dataAtRest;

    @Option(
            names = "--databases",
            paramLabel = "FILE",
            description = "Services that run by themselves: looks into their databases. A line for each service and for"
                    + " gateway-simulator and carrier-simulator: orders=jdbc:postgresql://HOST/DB?user=…&password=…")
    @Nullable
    private Path databases;

    /** @param dataAtRest audits the data folder here when no Skald runs */
    AuditCommand(RootCommand root, Optional<AuditSource> dataAtRest) {
        super(root);
        this.dataAtRest = dataAtRest;
    }

    @Override
    Exit run(SkaldClient client, Output output) throws InterruptedException {
        JsonNode report = report(client);
        List<JsonNode> invariants = report.path("invariants").valueStream().toList();
        switch (output.format()) {
            case JSON -> output.pretty(report);
            case JSONL -> invariants.forEach(output::line);
            case TABLE -> output.table(invariants, ROW);
        }
        if (report.path("clean").asBoolean(false)) {
            long underWay = report.path("underWay").asLong(0);
            output.say(
                    underWay == 0
                            ? "Clean."
                            : "Clean. " + underWay
                                    + " orders are still under way: run it again when they are at rest.");
            return Exit.OK;
        }
        output.say("Not everything agrees: see the invariants with a number under BROKEN, and look at their examples.");
        return Exit.ERROR;
    }

    private JsonNode report(SkaldClient client) throws InterruptedException {
        if (databases != null) {
            return new AuditOfDatabases(shell().folder().resolve(databases)).report();
        }
        try {
            return client.get("/v1/audit").body();
        } catch (UnavailableException e) {
            // Who names a Skald does not mean the data of another one.
            return dataAtRest.filter(_ -> !isNamed()).orElseThrow(() -> e).report();
        }
    }
}
