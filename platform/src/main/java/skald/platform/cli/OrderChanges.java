package skald.platform.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.contracts.Line;
import skald.platform.client.Call;
import skald.platform.client.OrderView;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** {@code skald order cancel} and {@code return}: both are taken on at once and carried out soon after. */
final class OrderChanges {

    private static final List<Column> RESULT =
            List.of(Column.of("order", "orderId"), Column.of("status", "status"), Column.of("return", "returnId"));

    private OrderChanges() {}

    /** {@code skald order cancel}. */
    @Command(name = "cancel", description = "Cancels an order that has not left yet.")
    static final class Cancel extends ApiCommand {
        @Parameters(paramLabel = "ORDER", description = "The order's id.")
        private String id = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
        private @Nullable String reason;

        Cancel(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            ObjectNode body = SkaldClient.JSON.createObjectNode();
            if (reason != null) {
                body.put("reason", reason);
            }
            String key = shell().ids().next().toString();
            output.one(
                    client.call(Call.post(OrderView.path(id) + "/cancel", body).withKey(key))
                            .body(),
                    RESULT);
            output.say("Watch how it goes with: skald order watch " + id);
            return Exit.OK;
        }
    }

    /** {@code skald order return}. */
    @Command(name = "return", description = "Takes goods of an order back.")
    static final class Return extends ApiCommand {
        @Parameters(paramLabel = "ORDER", description = "The order's id.")
        private String id = "";

        @Option(
                names = "--line",
                required = true,
                paramLabel = "SKU:QTY",
                converter = LineArgument.class,
                description = "What comes back and how many; repeatable.")
        private List<Line> lines = new ArrayList<>();

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "Idempotency key: repeated with it, nothing returns twice.")
        private @Nullable String key;

        Return(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            ObjectNode body = SkaldClient.JSON.createObjectNode();
            body.set("lines", LineArgument.json(lines));
            String chosen = key == null ? shell().ids().next().toString() : key;
            output.one(
                    client.call(Call.post(OrderView.path(id) + "/returns", body).withKey(chosen))
                            .body(),
                    RESULT);
            output.say("See how it goes with: skald order timeline " + id);
            return Exit.OK;
        }
    }
}
