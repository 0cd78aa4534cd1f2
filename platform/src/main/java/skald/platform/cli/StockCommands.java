package skald.platform.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** {@code skald stock show} and {@code receive}. */
final class StockCommands {

    private static final List<Column> DETAILS = List.of(
            Column.of("sku", "sku"),
            Column.of("on hand", "onHand"),
            Column.of("reserved", "reserved"),
            Column.of("available", "available"));

    private StockCommands() {}

    /** {@code skald stock show}. */
    @Command(name = "show", description = "Shows how many of a product there are.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "SKU", description = "The product's code.")
        private String sku = "";

        Show(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            output.one(client.get("/v1/stock/" + Call.segment(sku)).body(), DETAILS);
            return Exit.OK;
        }
    }

    /** {@code skald stock receive}. */
    @Command(name = "receive", description = "Takes a delivery into the stock.")
    static final class Receive extends ApiCommand {
        @Parameters(index = "0", paramLabel = "SKU", description = "The product's code.")
        private String sku = "";

        @Parameters(index = "1", paramLabel = "QTY", description = "How many units arrived.")
        private long quantity;

        @Option(names = "--reason", paramLabel = "TEXT", description = "What the delivery is, for the records.")
        private @Nullable String reason;

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "Idempotency key: repeated with it, it is received once.")
        private @Nullable String key;

        Receive(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            if (quantity < 1) {
                throw usage("A delivery has at least one unit.");
            }
            ObjectNode body =
                    SkaldClient.JSON.createObjectNode().put("type", "receipt").put("quantity", quantity);
            if (reason != null) {
                body.put("reason", reason);
            }
            String chosen = key == null ? shell().ids().next().toString() : key;
            String path = "/v1/stock/" + Call.segment(sku);
            client.call(Call.post(path + "/movements", body).withKey(chosen));
            output.one(client.get(path).body(), DETAILS);
            return Exit.OK;
        }
    }
}
