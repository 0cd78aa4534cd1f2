package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code skald serve} says when it cannot begin. */
class ServeCommandTest {
    private static final String POSTGRES = "jdbc:postgresql://localhost:1/skald?user=orders&password=secret";

    @TempDir
    private Path folder;

    @Test
    void a_service_that_there_is_not_is_told_with_those_that_there_are() {
        var run = serve("stock", "--postgres", POSTGRES, "--kafka", "localhost:9092");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("\"stock\"", "inventory", "gateway");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is missing",
                "postgres://localhost/skald | does not begin so",
                "jdbc:postgresql://localhost/skald | names no user",
            })
    void a_wrong_database_is_told_with_its_option(String url, String told) {
        var run = serve("orders", "--postgres", url, "--kafka", "localhost:9092");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--postgres", told);
    }

    @Test
    void a_service_without_kafka_is_asked_for_it() {
        var run = serve("orders", "--postgres", POSTGRES, "--kafka", "");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--kafka HOST:PORT", "SKALD_KAFKA");
    }

    @Test
    void a_key_that_can_be_guessed_is_refused() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "1234");

        var run = serve(
                "orders", "--postgres", POSTGRES, "--kafka", "localhost:9092", "--operator-key-file", key.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("32 characters", "SKALD_OPERATOR_KEY");
    }

    @Test
    void a_database_that_does_not_answer_is_told_without_its_password() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "x".repeat(40));

        var run = serve(
                "orders",
                "--port",
                "0",
                "--postgres",
                POSTGRES,
                "--kafka",
                "localhost:9092",
                "--operator-key-file",
                key.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("database of orders", "orders at jdbc:postgresql://localhost:1/skald")
                .doesNotContain("secret");
    }

    @Test
    void a_gateway_needs_to_know_every_service() {
        var run = serve(
                "gateway", "--port", "0", "--to", "orders=http://localhost:1", "--to", "stock=http://localhost:2");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("Missing: users, inventory", "There is no service stock");
    }

    @Test
    void an_address_that_is_none_is_told() {
        var run = serve("gateway", "--port", "0", "--to", "orders=localhost:8081");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--to", "http://HOST:PORT", "localhost:8081");
    }

    @Test
    void a_password_with_special_characters_is_decoded() {
        var login = JdbcUrl.login("jdbc:postgresql://db:5432/skald?sslmode=require&user=a%40b&password=p%26%2Bq");

        assertThat(login.url()).isEqualTo("jdbc:postgresql://db:5432/skald?sslmode=require");
        assertThat(login.user()).isEqualTo("a@b");
        assertThat(login.password()).isEqualTo("p&+q");
    }

    private CommandLineFixture.Run serve(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "serve";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new CommandLineFixture(folder).run(all);
    }
}
