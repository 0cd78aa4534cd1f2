package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.platform.client.SkaldClient;
import skald.platform.fake.FakeSkald;
import tools.jackson.databind.JsonNode;

class OrderCommandsTest {

    private static final String[] PLACE = {
        "order",
        "place",
        "--user",
        "user-1",
        "--line",
        "MUG:2",
        "--line",
        "TEA:1",
        "--name",
        "Ada",
        "--street",
        "1 High Street",
        "--city",
        "London",
        "--country",
        "GB",
        "--token",
        "tok_visa",
        "--reference",
        "R-1"
    };

    private final FakeSkald skald = FakeSkald.started();

    @TempDir
    private Path folder;

    @BeforeEach
    void aCatalogue() {
        commands().run("user", "add", "--email", "ada@example.com", "--name", "Ada");
        commands().run("product", "set", "MUG", "--name", "A mug", "--price", "8.50");
        commands().run("product", "set", "TEA", "--name", "Tea", "--price", "3");
        commands().run("stock", "receive", "MUG", "10");
    }

    @AfterEach
    void stop() {
        skald.close();
    }

    @Test
    void a_first_order_is_placed_with_the_command_line_alone() {
        var run = commands().run(and("--wait", "-o", "json"));

        assertThat(run.exit()).isZero();
        assertThat(run.json().path("status").asString()).isEqualTo("shipped");
        assertThat(run.json().path("total").path("amount").asLong()).isEqualTo(2000);
        assertThat(skald.shop().stockOf("MUG")).isEqualTo(10);
    }

    @Test
    void the_options_become_the_documented_json() {
        commands().run(PLACE);

        JsonNode sent = skald.seen("POST", "/v1/orders").getFirst().body();
        assertThat(sent).isEqualTo(SkaldClient.JSON.readTree("""
            {"userId":"user-1","lines":[{"sku":"MUG","quantity":2},{"sku":"TEA","quantity":1}],
             "shipTo":{"name":"Ada","street":"1 High Street","city":"London","country":"GB"},
             "payment":{"method":"card","token":"tok_visa"},"reference":"R-1"}\
            """));
    }

    @Test
    void an_order_may_come_from_standard_input() {
        String order = """
            {"userId":"user-1","lines":[{"sku":"MUG","quantity":1}],"shipTo":{"country":"GB"}}\
            """;

        var run = commands().typing(order).run("order", "place", "--file", "-", "-o", "jsonl");

        assertThat(run.exit()).isZero();
        assertThat(skald.shop().orders()).hasSize(1);
        assertThat(run.json().path("total").path("amount").asLong()).isEqualTo(850);
    }

    @Test
    void broken_json_is_told_before_anything_is_sent() {
        var run = commands().typing("{\"userId\":").run("order", "place", "--file", "-");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("not valid JSON");
        assertThat(skald.seen("POST", "/v1/orders")).isEmpty();
    }

    @Test
    void the_same_key_orders_once_and_says_so() {
        commands().run(and("--key", "k1"));
        var again = commands().run(and("--key", "k1"));

        assertThat(again.exit()).isZero();
        assertThat(again.err()).contains("not placed twice");
        assertThat(skald.shop().orders()).hasSize(1);
    }

    @Test
    void a_lost_answer_names_the_key_to_repeat_with() {
        skald.losesAnswers(1);
        var lost = commands().run(PLACE);

        assertThat(lost.exit()).isEqualTo(6);
        String key = lost.err().replaceAll("(?s).*--key ([0-9a-f-]+).*", "$1");
        commands().run(and("--key", key));
        assertThat(skald.shop().orders()).hasSize(1);
    }

    @Test
    void waiting_for_an_order_that_fails_is_an_error() {
        skald.shop().ordersBecome("rejected");

        var run = commands().run(and("--wait"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("rejected");
        assertThat(run.err()).contains("skald order timeline order-1");
    }

    @Test
    void an_order_is_shown_to_people_with_amounts_in_full() {
        commands().run(and("--wait"));

        var run = commands().run("order", "show", "order-1");

        assertThat(run.out()).contains("2 × MUG", "20.00 EUR", "Ada, 1 High Street, London, GB");
    }

    @Test
    void watching_tells_every_entry_once_and_ends_when_the_order_has_shipped() {
        commands().run(PLACE);

        var run = commands().run("order", "watch", "order-1");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(".*  ", "")))
                .containsExactlyInAnyOrder("Order placed", "Authorization asked for", "Shipment dispatched");
        assertThat(run.err()).contains("shipped");
    }

    @Test
    void lists_come_as_table_json_and_lines_and_page_by_page() {
        skald.shop().registers(450);

        var table = commands().run("user", "list", "--limit", "3");
        var json = commands().run("user", "list", "--limit", "250", "-o", "json");
        var lines = commands().run("user", "list", "--all", "-o", "jsonl");
        var rest = commands().run("user", "list", "--after", "449", "-o", "jsonl");

        assertThat(table.out().lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("USER")
                .contains("E-MAIL");
        assertThat(table.err()).contains("There are more: --after 3");
        assertThat(json.json().path("items").size()).isEqualTo(250);
        assertThat(json.json().path("next").asString()).isEqualTo("250");
        assertThat(lines.out().lines()).hasSize(451);
        assertThat(lines.err()).isEmpty();
        assertThat(rest.out().lines()).hasSize(2);
    }

    @Test
    void goods_are_returned() {
        commands().run(and("--wait"));

        var run = commands().run("order", "return", "order-1", "--line", "MUG:1");

        assertThat(run.exit()).isZero();
        assertThat(skald.shop().orders().getFirst().path("status").asString()).isEqualTo("partially-returned");
    }

    @Test
    void what_others_wrote_cannot_command_the_terminal() {
        skald.script("GET /v1/products/MUG", 200, "{\"sku\":\"MUG\",\"name\":\"\\u001b[31mred\"}");

        assertThat(commands().run("product", "show", "MUG").out())
                .doesNotContain("\u001b")
                .contains("?[31mred");
    }

    @Test
    void an_amount_with_more_digits_than_the_currency_has_is_a_usage_error() {
        for (String[] wrong :
                List.of(new String[] {"1.005", "EUR"}, new String[] {"1.5", "JPY"}, new String[] {"1", "XX"})) {
            var run = commands().run("product", "set", "A", "--name", "a", "--price", wrong[0], "--currency", wrong[1]);

            assertThat(run.exit()).isEqualTo(2);
        }
    }

    private CommandLineFixture commands() {
        return new CommandLineFixture(folder).talkingTo(skald);
    }

    private static String[] and(String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(PLACE), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
