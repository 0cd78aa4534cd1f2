package skald.platform.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;

/** {@code skald saga list}, {@code show} and {@code check}. */
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
            Column.of("generation", "generation"),
            Column.of("status", "status"),
            Column.of("cause", "cause"),
            Column.of("reason", "reason"),
            Column.of("order", "orderId"),
            Column.of("attempts", "attempts"),
            Column.of("started", "startedAt"),
            Column.of("updated", "updatedAt"));

    private static final List<Column> STEPS = List.of(
            Column.of("DO", "name"),
            Column.of("KIND", "kind"),
            new Column("UNDO", SagaCommands::undo),
            Column.of("WHERE IT STANDS", "state"),
            Column.of("CAME TO", "outcome"));

    private static final List<Column> INTERVENTIONS = List.of(
            Column.of("AT", "at"),
            Column.of("WHO", "operator"),
            Column.of("DID", "verb"),
            Column.of("STEP", "step"),
            Column.of("OUTCOME", "outcome"),
            Column.of("REASON", "reason"),
            Column.of("BEFORE", "before"),
            Column.of("AFTER", "after"));

    private static final List<Column> TROUBLES = List.of(
            Column.of("SAGA", "sagaId"),
            Column.of("GENERATION", "generation"),
            Column.of("STATUS", "status"),
            Column.of("STEP", "step"),
            Column.of("WHY IT CANNOT GO ON", "reason"));

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
    @Command(name = "show", description = "Shows the steps of a saga, and what operators did to it.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "SAGA", description = "The saga's id, or the id of the order that it carries.")
        private String id = "";

        Show(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            JsonNode saga = client.get("/v1/sagas/" + Call.segment(id)).body();
            output.one(saga, DETAILS);
            output.below(saga.path("steps"), STEPS);
            output.below(saga.path("interventions"), INTERVENTIONS);
            return Exit.OK;
        }
    }

    /** {@code skald saga check}. */
    @Command(
            name = "check",
            description = {
                "Lists running sagas that the present definitions cannot finish.",
                "Exit code 1 if there are any."
            })
    static final class Check extends ApiCommand {
        Check(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            JsonNode check = client.get("/v1/sagas/check").body();
            boolean clean = check.path("clean").asBoolean(false);
            if (output.format() != Format.TABLE) {
                output.one(check, List.of());
            } else if (!clean) {
                output.table(check.path("troubles").valueStream().toList(), TROUBLES);
            }
            output.say(
                    clean
                            ? "Every running saga has a definition that can finish it."
                            : "These sagas wait until their definition is back, or a newer one takes over from it.");
            return clean ? Exit.OK : Exit.ERROR;
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
