package skald.platform.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The options of commands that list, and the listing: pages are fetched as they are needed. */
final class Listing {

    /** The most that the API gives in one page. */
    private static final int PAGE = 200;

    @Option(names = "--limit", paramLabel = "N", description = "How many to list. Default: ${DEFAULT-VALUE}.")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on where an earlier listing ended.")
    private String after = "";

    @Option(names = "--all", description = "List them all. With -o jsonl nothing is gathered in memory.")
    private boolean all;

    /** Writes what is at {@code path}, which has a query already, possibly an empty one. */
    Exit print(SkaldClient client, String path, Output output, List<Column> columns) throws InterruptedException {
        if (limit < 1) {
            throw new CommandException(Exit.USAGE, "--limit must be at least 1; use --all to list everything.");
        }
        List<JsonNode> gathered = new ArrayList<>();
        long left = all ? Long.MAX_VALUE : limit;
        String cursor = after;
        do {
            JsonNode page = client.get(page(path, Math.min(left, PAGE), cursor)).body();
            List<JsonNode> items = page.path("items").valueStream().toList();
            if (output.format() == Format.JSONL) {
                items.forEach(output::line);
            } else {
                gathered.addAll(items);
            }
            left -= items.size();
            cursor = items.isEmpty() ? "" : page.path("next").asString("");
        } while (left > 0 && !cursor.isEmpty());
        write(gathered, cursor, output, columns);
        return Exit.OK;
    }

    private static void write(List<JsonNode> items, String cursor, Output output, List<Column> columns) {
        switch (output.format()) {
            case JSON -> {
                ObjectNode whole = SkaldClient.JSON.createObjectNode();
                items.forEach(whole.putArray("items")::add);
                if (!cursor.isEmpty()) {
                    whole.put("next", cursor);
                }
                output.pretty(whole);
            }
            case TABLE -> output.table(items, columns);
            case JSONL -> {} // written page by page
        }
        if (!cursor.isEmpty()) {
            output.say("There are more: --after " + cursor + ", or --all.");
        }
    }

    private static String page(String path, long size, String cursor) {
        String separator = path.endsWith("?") ? "" : "&";
        return path + separator + "limit=" + size + (cursor.isEmpty() ? "" : "&after=" + Call.parameter(cursor));
    }
}
