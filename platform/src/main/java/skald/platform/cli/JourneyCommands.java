package skald.platform.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;

/** {@code skald journey list}, {@code show} and {@code announce}: orders under way that no coordinator carries. */
final class JourneyCommands {

    private static final List<Column> ROW = List.of(
            Column.of("ORDER", "orderId"),
            Column.of("STATUS", "status"),
            Column.of("WAITS FOR", "waitsFor"),
            Column.of("ATTEMPTS", "attempts"),
            Column.of("UPDATED", "updatedAt"),
            Column.of("REASON", "reason"));

    private JourneyCommands() {}

    private static String path(String id) {
        return "/v1/journeys/" + Call.segment(id);
    }

    /** {@code skald journey list}. */
    @Command(name = "list", description = "Lists orders under way that the services carry among themselves.")
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
            return listing.print(
                    client, Query.of("/v1/journeys").with("status", status).path(), output, ROW);
        }
    }

    /** {@code skald journey announce}. */
    @Command(
            name = "announce",
            description = "Has announced again what such an order waits for, once the cause is mended.")
    static final class Announce extends ApiCommand {
        @Parameters(paramLabel = "ORDER", description = "The order's id.")
        private String id = "";

        Announce(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            Call call = Call.post(path(id) + "/announce", SkaldClient.JSON.createObjectNode())
                    .withKey(shell().ids().next().toString());
            output.one(client.call(call).body(), List.of(Column.of("ORDER", "orderId"), Column.of("STAGE", "stage")));
            return Exit.OK;
        }
    }

    /** {@code skald journey show}. */
    @Command(name = "show", description = "Shows what such an order waits for.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "ORDER", description = "The order's id.")
        private String id = "";

        Show(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            output.one(client.get(path(id)).body(), ROW);
            return Exit.OK;
        }
    }
}
