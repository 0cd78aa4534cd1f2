package skald.platform.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skald.platform.bench.Starts;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code skald bench start}. */
@Command(
        name = "start",
        description = {
            "Measures how long Skald takes until it is ready, and what memory it has then.",
            "",
            "The first start makes the database; the others find it. Memory is the proportional set size.",
            ""
        })
final class BenchStart extends BenchCommand {
    private static final int MOST_ROUNDS = 100;

    private static final List<Column> ROW = List.of(
            Column.of("START", "number"),
            Column.of("READY MS", "readyMs"),
            Column.of("JVM MB", "jvmMb"),
            Column.of("POSTGRES MB", "postgresMb"));

    @Option(names = "--rounds", paramLabel = "N", description = "Starts. Default: ${DEFAULT-VALUE}.")
    private int rounds = 4;

    @Override
    void run(Output output, ObjectNode report) throws InterruptedException {
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw usage("--rounds must be 1 to " + MOST_ROUNDS + ", not " + rounds + ".");
        }
        JsonNode starts = SkaldClient.JSON.valueToTree(Starts.measure(rounds));
        report.set("starts", starts);
        if (output.format() == Format.TABLE) {
            output.table(starts.valueStream().toList(), ROW);
        }
    }
}
