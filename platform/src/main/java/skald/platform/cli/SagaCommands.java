package skald.platform.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;

/** {@code skald saga list} and {@code show}. */
final class SagaCommands {

    private static final List<Column> ROW = List.of(
            Column.of("SAGA", "sagaId"),
            Column.of("DEFINITION", "definition"),
            Column.of("STATUS", "status"),
            Column.of("STEP", "step"),
            Column.of("ATTEMPTS", "attempts"),
            Column.of("ORDER", "orderId"),
            Column.of("UPDATED", "updatedAt"),
            Column.of("REASON", "reason"));

    private static final List<Column> DETAILS = List.of(
            Column.of("saga", "sagaId"),
            Column.of("definition", "definition"),
            Column.of("status", "status"),
            Column.of("reason", "reason"),
            Column.of("order", "orderId"),
            Column.of("attempts", "attempts"),
            Column.of("started", "startedAt"),
            Column.of("updated", "updatedAt"));

    private static final List<Column> STEPS = List.of(
            Column.of("DO", "name"),
            Column.of("KIND", "kind"),
            new Column("UNDO", SagaCommands::undo),
            Column.of("WHERE IT STANDS", "state"));

    private SagaCommands() {}

    /** {@code skald saga list}. */
    @Command(name = "list", description = "Lists sagas.")
    static final class All extends ApiCommand {
        @Option(names = "--status", paramLabel = "STATUS", description = "Only those in this state, such as stuck.")
        private String status = "";

        @Mixin
        private Listing listing = new Listing();

        All(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            String path = Query.of("/v1/sagas").with("status", status).path();
            return listing.print(client, path, output, ROW);
        }
    }

    /** {@code skald saga show}. */
    @Command(name = "show", description = "Shows the steps of a saga.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "SAGA", description = "The saga's id.")
        private String id = "";

        Show(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            JsonNode saga = client.get("/v1/sagas/" + Call.segment(id)).body();
            output.one(saga, DETAILS);
            if (output.format() == Format.TABLE) {
                output.text("");
                output.table(saga.path("steps").valueStream().toList(), STEPS);
            }
            return Exit.OK;
        }
    }

    /** The undo's name if the API gives one; else whether there is one, which the kind of the step says. */
    private static String undo(JsonNode step) {
        String named = Cells.text(step.path("undo"));
        if (!named.isEmpty()) {
            return named;
        }
        return Cells.text(step.path("kind")).equals("compensatable") ? "yes" : "–";
    }
}
