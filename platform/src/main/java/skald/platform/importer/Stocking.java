package skald.platform.importer;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import skald.contracts.Quantities;
import skald.platform.client.Call;
import skald.platform.client.PatientClient;
import skald.platform.client.SkaldClient;
import skald.toolkit.http.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the products into the catalogue and their opening stock into the warehouse, once per product and file: the
 * idempotency key has the file's digest in it, so the next month's file brings its own stock.
 */
final class Stocking {

    private static final int DIGITS_OF_DIGEST = 16;

    private final PatientClient skald;
    private final Options options;
    private final String digest;
    private final Console console;
    private final AtomicInteger stocked = new AtomicInteger();
    private final AtomicInteger otherwiseStocked = new AtomicInteger();

    Stocking(PatientClient skald, Options options, String digest, Console console) {
        this.skald = skald;
        this.options = options;
        this.digest = digest.substring(0, DIGITS_OF_DIGEST);
        this.console = console;
    }

    void stock(Product product) throws InterruptedException {
        ObjectNode definition = SkaldClient.JSON.createObjectNode().put("name", product.name());
        definition.putObject("price").put("amount", product.price()).put("currency", options.currency());
        try {
            skald.call(Call.put("/v1/products/" + Call.segment(product.sku()), definition));
            receive(product);
            stocked.incrementAndGet();
        } catch (ProblemException e) {
            console.say("The product " + product.sku() + " was refused ("
                    + e.problem().code() + ": " + e.problem().detail() + "); its orders will be, too.");
        }
    }

    int stocked() {
        return stocked.get();
    }

    /** Products whose opening stock had been given before, in another quantity; it was left at that. */
    int otherwiseStocked() {
        return otherwiseStocked.get();
    }

    private void receive(Product product) throws InterruptedException {
        OptionalLong chosen = options.openingStock();
        long units = chosen.orElse(Math.min(product.sold(), Quantities.MOST));
        if (units == 0) {
            return;
        }
        ObjectNode receipt = SkaldClient.JSON.createObjectNode().put("type", "receipt");
        receipt.put("quantity", units).put("reason", "opening stock");
        String path = "/v1/stock/" + Call.segment(product.sku()) + "/movements";
        try {
            skald.call(Call.post(path, receipt).withKey("import-stock-" + digest + "-" + product.sku()));
        } catch (ProblemException e) {
            if (!e.problem().code().equals("idempotency-key-reused")) {
                throw e;
            }
            otherwiseStocked.incrementAndGet();
        }
    }
}
