package skald.users;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.users.RunningUsers.json;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;
import skald.toolkit.Environment;
import skald.toolkit.Reply;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.postgres.PostgresStore;
import skald.users.application.RegisterUser;
import skald.users.domain.EmailAddress;
import skald.users.domain.Roles;
import tools.jackson.databind.json.JsonMapper;

/** What only a real database shows. */
class UsersOnPostgresTest {
    private static final int LANES = 4;

    private final ServiceDatabase database = TestPostgres.database("users");
    private final Environment environment = SomeUsers.environment();
    private final RunningUsers users =
            new RunningUsers(UsersService.onPostgres(database.dataSource(), environment, LANES), environment);

    @AfterEach
    void stop() {
        users.close();
        database.close();
    }

    private List<LogEntry> log() {
        PostgresStore store = new PostgresStore(database.dataSource());
        List<LogEntry> all = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            all.addAll(store.log(lane, 0, 100));
        }
        return all;
    }

    @Test
    void of_many_registrations_of_one_address_at_once_one_wins() throws Exception {
        List<CompletableFuture<Reply>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            var id = environment.ids().next();
            String spelling = i % 2 == 0 ? "anna@example.org" : "ANNA@EXAMPLE.ORG";
            answers.add(users.service()
                    .runtime()
                    .submit(
                            id.toString(),
                            new RegisterUser(id, new EmailAddress(spelling), "Anna", Roles.ofCustomer()),
                            null,
                            null));
        }

        List<Object> bodies = new ArrayList<>();
        for (CompletableFuture<Reply> answer : answers) {
            bodies.add(answer.get().body());
        }
        assertThat(bodies.stream().filter(RegisterUser.Registration.class::isInstance))
                .hasSize(1);
        assertThat(bodies.stream().filter(RegisterUser.EmailTaken.class::isInstance))
                .hasSize(39);
        assertThat(json(users.get("/v1/users")).get("items")).hasSize(1);
        assertThat(log()).hasSize(1);
    }

    @Test
    void after_an_erasure_the_database_knows_nothing_about_the_person() throws Exception {
        users.register("k1", """
            {"email":"bert@example.org","name":"Bert"}\
            """);
        String anna = json(users.register("k2", """
            {"email":"anna@example.org","name":"Änna \\"Quote\\" Ångström"}\
            """)).get("userId").stringValue();
        List<LogEntry> before = log();

        assertThat(users.delete("/v1/users/" + anna).statusCode()).isEqualTo(204);

        List<LogEntry> after = log();
        assertThat(after).hasSize(3);
        for (LogEntry entry : before) {
            LogEntry kept = after.stream()
                    .filter(other -> other.key().equals(entry.key()) && other.position() == entry.position())
                    .findFirst()
                    .orElseThrow();
            assertThat(kept)
                    .usingRecursiveComparison()
                    .ignoringFields("body", "decoded")
                    .isEqualTo(entry);
            if (!entry.key().equals(anna)) {
                assertThat(kept.body()).isEqualTo(entry.body());
            } else {
                assertThat(new JsonMapper().readTree(kept.body()))
                        .isEqualTo(new JsonMapper().readTree("""
                            {"userId":"%s","email":"erased","name":"erased","roles":["customer"]}\
                            """.formatted(anna)));
            }
        }
        assertThat(everything()).contains("bert@example.org").doesNotContain("nna@", "ngstr");
    }

    /** The text of all rows of all tables. */
    private String everything() throws Exception {
        StringBuilder text = new StringBuilder();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet row =
                    statement.executeQuery("select tablename from pg_tables where schemaname = current_schema()")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            assertThat(tables).contains("log", "idempotency", "user_account", "email_claim");
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery("select * from " + table)) {
                    while (row.next()) {
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            boolean binary =
                                    row.getMetaData().getColumnTypeName(i).equals("bytea");
                            text.append(binary ? new String(row.getBytes(i), StandardCharsets.UTF_8) : row.getString(i))
                                    .append('\n');
                        }
                    }
                }
            }
        }
        return text.toString();
    }
}
