package skald.platform.cli;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import skald.platform.client.OrderView;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;

/** {@code skald order watch}. */
@Command(
        name = "watch",
        description =
                "Tells what happens to an order as it happens, until it has shipped or failed. Ctrl-C stops watching.")
final class WatchOrder extends ApiCommand {

    @Parameters(paramLabel = "ORDER", description = "The order's id.")
    private String id = "";

    WatchOrder(RootCommand root) {
        super(root);
    }

    @Override
    Exit run(SkaldClient client, Output output) throws InterruptedException {
        OrderPoll poll = new OrderPoll(client, shell().time());
        Set<JsonNode> told = new HashSet<>();
        for (int quiet = 0; ; quiet++) {
            // First the order, then its timeline: whatever brought it to rest is in the timeline that is read after.
            OrderView order = new OrderView(client.get(OrderView.path(id)).body());
            for (JsonNode entry :
                    OrderTimeline.entries(client.get(OrderTimeline.path(id)).body())) {
                if (told.add(entry)) { // services tell at their own pace: a new entry may come before the last one
                    tell(entry, output);
                    quiet = 0;
                }
            }
            if (order.atRest()) {
                String status = order.status().toLowerCase(Locale.ROOT).replace('_', ' ');
                output.say("The order is at rest: " + status + ".");
                return Exit.OK;
            }
            poll.pause(quiet);
        }
    }

    private static void tell(JsonNode entry, Output output) {
        switch (output.format()) {
            case JSON, JSONL -> output.line(entry);
            case TABLE -> output.text(OrderTimeline.line(entry));
        }
    }
}
