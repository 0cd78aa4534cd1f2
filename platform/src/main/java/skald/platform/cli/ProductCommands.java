package skald.platform.cli;

import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** {@code skald product set}, {@code list} and {@code show}. */
final class ProductCommands {

    private static final List<Column> DETAILS = List.of(
            Column.of("sku", "sku"),
            Column.of("name", "name"),
            Column.money("price", "price"),
            Column.of("updated", "updatedAt"));

    private static final List<Column> ROW = List.of(
            Column.of("SKU", "sku"),
            Column.of("NAME", "name"),
            Column.money("PRICE", "price"),
            Column.of("UPDATED", "updatedAt"));

    private ProductCommands() {}

    /** {@code skald product set}. */
    @Command(name = "set", description = "Adds a product, or changes its name and price for orders to come.")
    static final class Define extends ApiCommand {
        @Parameters(paramLabel = "SKU", description = "The product's code.")
        private String sku = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it is called.")
        private String name = "";

        @Option(names = "--price", required = true, paramLabel = "PRICE", description = "Of one unit, such as 8.50.")
        private BigDecimal price = BigDecimal.ZERO;

        @Option(names = "--currency", paramLabel = "CODE", description = "ISO 4217. Default: ${DEFAULT-VALUE}.")
        private String currency = "EUR";

        Define(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            ObjectNode body = SkaldClient.JSON.createObjectNode().put("name", name);
            body.putObject("price")
                    .put("amount", Cells.minorUnits(price, currency))
                    .put("currency", currency);
            output.one(
                    client.call(Call.put("/v1/products/" + Call.segment(sku), body))
                            .body(),
                    DETAILS);
            return Exit.OK;
        }
    }

    /** {@code skald product list}. */
    @Command(name = "list", description = "Lists products.")
    static final class All extends ApiCommand {
        @Option(names = "--q", paramLabel = "TEXT", description = "Only those with this text in SKU or name.")
        private String text = "";

        @Mixin
        private Listing listing = new Listing();

        All(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            return listing.print(
                    client, Query.of("/v1/products").with("q", text).path(), output, ROW);
        }
    }

    /** {@code skald product show}. */
    @Command(name = "show", description = "Shows a product.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "SKU", description = "The product's code.")
        private String sku = "";

        Show(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            output.one(client.get("/v1/products/" + Call.segment(sku)).body(), DETAILS);
            return Exit.OK;
        }
    }
}
