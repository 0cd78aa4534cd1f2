package skald.platform.cli;

import java.util.List;
import java.util.Optional;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import skald.platform.run.Platform;
import skald.toolkit.http.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/** What {@code --demo} adds on the first start with it: somebody of each role, and something to buy. */
final class Demo {
    private static final String PASSWORD = "demo-password";

    private record Person(String email, String name, String role) {}

    private record Article(String sku, String name, long cents) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("ada@demo.example", "Ada", "customer"),
            new Person("sam@demo.example", "Sam", "support"),
            new Person("alex@demo.example", "Alex", "admin"));

    private static final List<Article> ARTICLES = List.of(
            new Article("MUG", "A mug", 850),
            new Article("TEA", "Tea, 100 g", 495),
            new Article("POT", "A tea pot", 2_950));

    private static final int IN_STOCK = 100;

    private Demo() {}

    /** Adds what is not there yet, and gives the lines that tell of it. */
    static List<String> furnish(Platform platform) throws InterruptedException {
        try (SkaldClient client = new SkaldClient(platform.url(), Optional.of(platform.operatorKey()))) {
            boolean first = true;
            for (Person person : PEOPLE) {
                first &= add(client, person);
            }
            if (first) {
                for (Article article : ARTICLES) {
                    add(client, article);
                }
            }
        }
        return List.of(
                "For a demonstration, with a password that everybody knows (" + PASSWORD + "):",
                "  "
                        + String.join(
                                ", ",
                                PEOPLE.stream()
                                        .map(person -> person.email() + " (" + person.role() + ")")
                                        .toList()));
    }

    /** Whether there was no such user before. */
    private static boolean add(SkaldClient client, Person person) throws InterruptedException {
        ObjectNode user = SkaldClient.JSON
                .createObjectNode()
                .put("email", person.email())
                .put("name", person.name())
                .put("password", PASSWORD);
        user.putArray("roles").add(person.role());
        try {
            client.call(Call.post("/v1/users", user));
            return true;
        } catch (ProblemException e) {
            if (e.problem().code().equals("user.email-taken")) {
                return false;
            }
            throw e;
        }
    }

    private static void add(SkaldClient client, Article article) throws InterruptedException {
        ObjectNode product = SkaldClient.JSON.createObjectNode().put("name", article.name());
        product.putObject("price").put("amount", article.cents()).put("currency", "EUR");
        client.call(Call.put("/v1/products/" + article.sku(), product));
        ObjectNode receipt =
                SkaldClient.JSON.createObjectNode().put("type", "receipt").put("quantity", IN_STOCK);
        client.call(
                Call.post("/v1/stock/" + article.sku() + "/movements", receipt).withKey("demo-stock-" + article.sku()));
    }
}
