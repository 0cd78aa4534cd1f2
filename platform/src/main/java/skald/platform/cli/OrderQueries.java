package skald.platform.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.OrderView;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;

/** {@code skald order show}, {@code list} and {@code timeline}. */
final class OrderQueries {

    static final List<Column> DETAILS = List.of(
            Column.of("order", "orderId"),
            Column.of("status", "status"),
            Column.of("reason", "reason"),
            Column.of("payment", "payment"),
            Column.of("fulfilment", "fulfilment"),
            Column.of("customer", "userId"),
            Column.of("name", "customerName"),
            Column.of("reference", "reference"),
            new Column("lines", OrderQueries::lines),
            Column.money("total", "total"),
            Column.money("refunded", "refunded"),
            new Column("ship to", OrderQueries::shipTo),
            Column.of("tracking", "trackingCode"),
            Column.of("placed", "placedAt"),
            Column.of("updated", "updatedAt"));

    private static final List<Column> ROW = List.of(
            Column.of("ORDER", "orderId"),
            Column.of("STATUS", "status"),
            Column.money("TOTAL", "total"),
            Column.of("CUSTOMER", "customerName"),
            Column.of("PLACED", "placedAt"),
            Column.of("REFERENCE", "reference"));

    private OrderQueries() {}

    /** {@code skald order show}. */
    @Command(name = "show", description = "Shows an order.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "ORDER", description = "The order's id.")
        private String id = "";

        Show(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            output.one(client.get(OrderView.path(id)).body(), DETAILS);
            return Exit.OK;
        }
    }

    /** {@code skald order list}. */
    @Command(name = "list", description = "Lists orders, the newest first.")
    static final class All extends ApiCommand {
        @Option(names = "--user", paramLabel = "ID", description = "Only this customer's.")
        private String user = "";

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "Only those in these states, such as confirmed,shipped.")
        private String status = "";

        @Option(names = "--q", paramLabel = "TEXT", description = "Only those with this text in them.")
        private String text = "";

        @Option(names = "--placed-after", paramLabel = "TIME", description = "Such as 2026-01-31T12:00:00Z.")
        private String placedAfter = "";

        @Mixin
        private Listing listing = new Listing();

        All(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            String path = Query.of("/v1/orders")
                    .with("user", user)
                    .with("status", status)
                    .with("q", text)
                    .with("placedAfter", placedAfter)
                    .path();
            return listing.print(client, path, output, ROW);
        }
    }

    /** {@code skald order timeline}. */
    @Command(name = "timeline", description = "Tells what happened to an order.")
    static final class Timeline extends ApiCommand {
        @Parameters(paramLabel = "ORDER", description = "The order's id.")
        private String id = "";

        Timeline(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            JsonNode timeline = client.get(OrderTimeline.path(id)).body();
            switch (output.format()) {
                case JSON -> output.pretty(timeline);
                case JSONL -> OrderTimeline.entries(timeline).forEach(output::line);
                case TABLE -> output.table(OrderTimeline.entries(timeline), OrderTimeline.COLUMNS);
            }
            return Exit.OK;
        }
    }

    private static String lines(JsonNode order) {
        return order.path("lines")
                .valueStream()
                .map(line -> Cells.text(line.path("quantity")) + " × " + Cells.text(line.path("sku")) + name(line))
                .collect(Collectors.joining(", "));
    }

    private static String name(JsonNode line) {
        String name = Cells.text(line.path("name"));
        return name.isEmpty() ? "" : " " + name;
    }

    private static String shipTo(JsonNode order) {
        JsonNode address = order.path("shipTo");
        return List.of("name", "street", "postalCode", "city", "country").stream()
                .map(field -> Cells.text(address.path(field)))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
