package skald.platform.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import skald.bench.BenchException;
import skald.bench.Workload;
import skald.platform.client.Answer;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** Furnishes a platform over HTTP: customers, products and stock. */
final class Shop {
    // As many as the platform takes at once without refusing any.
    private static final int AT_ONCE = 64;

    private final URI url;
    private final Optional<String> token;

    Shop(URI url, String token) {
        this.url = url;
        this.token = Optional.of(token);
    }

    /** Registers customers and gives their ids. */
    List<String> customers(int count) throws InterruptedException {
        List<Callable<String>> tasks = new ArrayList<>();
        try (SkaldClient client = new SkaldClient(url, token)) {
            for (int i = 0; i < count; i++) {
                ObjectNode user = SkaldClient.JSON
                        .createObjectNode()
                        .put("email", "customer-" + i + "@example.com")
                        .put("name", "Customer " + i);
                tasks.add(() -> {
                    Answer answer = client.call(Call.post("/v1/users", user));
                    return answer.text("userId");
                });
            }
            return all(tasks);
        }
    }

    /** Defines products and fills the stock. */
    void products(Workload workload) throws InterruptedException {
        List<Callable<String>> tasks = new ArrayList<>();
        try (SkaldClient client = new SkaldClient(url, token)) {
            for (String sku : workload.allSkus()) {
                ObjectNode product = SkaldClient.JSON.createObjectNode().put("name", "Product " + sku);
                product.putObject("price").put("amount", 1_995).put("currency", "EUR");
                ObjectNode receipt = SkaldClient.JSON
                        .createObjectNode()
                        .put("type", "receipt")
                        .put("quantity", Workload.OPENING_STOCK)
                        .put("reason", "opening stock");
                tasks.add(() -> {
                    client.call(Call.put("/v1/products/" + Call.segment(sku), product));
                    client.call(Call.post("/v1/stock/" + Call.segment(sku) + "/movements", receipt));
                    return sku;
                });
            }
            all(tasks);
        }
    }

    private static List<String> all(List<Callable<String>> tasks) throws InterruptedException {
        List<String> results = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<String> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
        } catch (ExecutionException e) {
            throw new BenchException("the platform could not be furnished: " + e.getCause(), e);
        }
        return results;
    }
}
