package skald.platform.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code skald dead-letter list}, {@code show}, {@code redrive} and {@code discard}. */
final class DeadLetterCommands {

    private static final List<Column> ROW = List.of(
            Column.of("DEAD LETTER", "deadLetterId"),
            Column.of("STATUS", "status"),
            Column.of("TYPE", "type"),
            Column.of("KEY", "key"),
            Column.of("ATTEMPTS", "attempts"),
            Column.of("PARKED", "parkedAt"),
            Column.of("REASON", "reason"));

    private static final List<Column> DETAILS = List.of(
            Column.of("dead letter", "deadLetterId"),
            Column.of("status", "status"),
            Column.of("message", "messageId"),
            Column.of("type", "type"),
            Column.of("key", "key"),
            Column.of("attempts", "attempts"),
            Column.of("reason", "reason"),
            Column.of("written", "at"),
            Column.of("parked", "parkedAt"),
            Column.of("next retry", "retryAt"),
            new Column("content", letter -> letter.path("message").toString()));

    private static final List<Column> HISTORY = List.of(
            Column.of("WHAT", "verb"),
            Column.of("WHO", "who"),
            Column.of("WHEN", "at"),
            Column.of("WHY", "reason"),
            Column.of("OUTCOME", "outcome"));

    private static final List<Column> REDRIVEN =
            List.of(Column.of("redriven", "redriven"), Column.of("failed again", "failed"), Column.of("more", "more"));

    private DeadLetterCommands() {}

    private static void print(JsonNode letter, Output output) {
        output.one(letter, DETAILS);
        output.below(letter.path("history"), HISTORY);
    }

    private static String path(String id) {
        return "/v1/dead-letters/" + Call.segment(id);
    }

    /** {@code skald dead-letter list}. */
    @Command(name = "list", description = "Lists messages that could not be decided, and those that wait behind them.")
    static final class All extends ApiCommand {
        @Option(names = "--service", paramLabel = "SERVICE", description = "Only those of this service.")
        private String service = "";

        @Option(names = "--key", paramLabel = "KEY", description = "Only those of this order, product or user.")
        private String key = "";

        @Option(names = "--type", paramLabel = "TYPE", description = "Only messages of this type.")
        private String type = "";

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "parked, waiting, redriven or discarded. Default: parked and waiting.")
        private String status = "";

        @Mixin
        private Listing listing = new Listing();

        All(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            String path = Query.of("/v1/dead-letters")
                    .with("service", service)
                    .with("key", key)
                    .with("type", type)
                    .with("status", status)
                    .path();
            return listing.print(client, path, output, ROW);
        }
    }

    /** {@code skald dead-letter show}. */
    @Command(name = "show", description = "Shows a dead letter with its content and what was done about it.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "DEAD-LETTER", description = "The dead letter's id.")
        private String id = "";

        Show(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            print(client.get(path(id)).body(), output);
            return Exit.OK;
        }
    }

    /** {@code skald dead-letter redrive}. */
    @Command(
            name = "redrive",
            description =
                    "Decides a dead letter again, and those that wait behind it; or all of a service, key or type.")
    static final class Redrive extends ApiCommand {
        @Parameters(paramLabel = "DEAD-LETTER", arity = "0..1", description = "The dead letter's id.")
        private @Nullable String id;

        @Option(names = "--service", paramLabel = "SERVICE", description = "All of this service, instead of one.")
        private @Nullable String service;

        @Option(names = "--key", paramLabel = "KEY", description = "With --service: only those of this key.")
        private @Nullable String key;

        @Option(names = "--type", paramLabel = "TYPE", description = "With --service: only messages of this type.")
        private @Nullable String type;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Is noted with the letter.")
        private @Nullable String reason;

        Redrive(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            if ((id == null) == (service == null) || id != null && (key != null || type != null)) {
                throw usage("Name one dead letter, or --service with --key or --type.");
            }
            ObjectNode body = SkaldClient.JSON.createObjectNode();
            put(body, "reason", reason);
            if (id != null) {
                JsonNode letter =
                        client.call(Call.post(path(id) + "/redrive", body)).body();
                print(letter, output);
                return Cells.text(letter.path("status")).equals("redriven") ? Exit.OK : Exit.ERROR;
            }
            put(body, "service", service);
            put(body, "key", key);
            put(body, "type", type);
            JsonNode result =
                    client.call(Call.post("/v1/dead-letters/redrive", body)).body();
            output.one(result, REDRIVEN);
            return result.path("failed").asInt(0) == 0 ? Exit.OK : Exit.ERROR;
        }

        private static void put(ObjectNode body, String name, @Nullable String value) {
            if (value != null) {
                body.put(name, value);
            }
        }
    }

    /** {@code skald dead-letter discard}. */
    @Command(name = "discard", description = "Gives a dead letter up; those that wait behind it go on.")
    static final class Discard extends ApiCommand {
        @Parameters(paramLabel = "DEAD-LETTER", description = "The dead letter's id.")
        private String id = "";

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why; it is noted with the letter.")
        private String reason = "";

        Discard(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            ObjectNode body = SkaldClient.JSON.createObjectNode();
            body.put("reason", reason);
            print(client.call(Call.post(path(id) + "/discard", body)).body(), output);
            return Exit.OK;
        }
    }
}
