package skald.users;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.users.RunningUsers.json;
import static skald.users.SomeUsers.ANNA_ID;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.toolkit.http.Caller;
import tools.jackson.databind.JsonNode;

class UsersServiceTest {
    private static final String ANNA = """
        {"email":"Anna@example.org","name":"Anna Ångström"}\
        """;

    private final RunningUsers users = RunningUsers.inMemory();

    @AfterEach
    void stop() {
        users.close();
    }

    private String anna() throws IOException, InterruptedException {
        return json(users.register("first", ANNA)).get("userId").stringValue();
    }

    @Test
    void a_registered_user_can_be_read() throws Exception {
        HttpResponse<String> created = users.register("k", """
            {"email":"Anna@example.org","name":"Anna Ångström","roles":["support","customer"]}\
            """);

        JsonNode user = json(created);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location"))
                .contains("/v1/users/" + user.get("userId").stringValue());
        assertThat(created.headers().firstValue("Skald-Position").orElseThrow()).matches("users\\.[01]\\.1");
        assertThat(user.get("email").stringValue()).isEqualTo("Anna@example.org");
        assertThat(user.get("name").stringValue()).isEqualTo("Anna Ångström");
        assertThat(user.get("roles").toString()).isEqualTo("[\"customer\",\"support\"]");
        assertThat(user.get("registeredAt").stringValue()).isEqualTo("2026-03-01T12:00:00.000000Z");
        assertThat(json(users.get("/v1/users/" + user.get("userId").stringValue())))
                .isEqualTo(user);
    }

    @Test
    void a_repeated_registration_gets_the_first_answer() throws Exception {
        HttpResponse<String> first = users.register("k", ANNA);
        HttpResponse<String> second = users.register("k", ANNA);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(json(users.get("/v1/users")).get("items")).hasSize(1);
    }

    @Test
    void a_registration_needs_no_key() throws Exception {
        HttpResponse<String> answer = users.send(
                users.to("/v1/users").header("Content-Type", "application/json").POST(BodyPublishers.ofString(ANNA)));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void an_address_has_one_owner_whatever_its_case() throws Exception {
        anna();

        HttpResponse<String> refused = users.register("second", """
            {"email":"ANNA@EXAMPLE.ORG","name":"Somebody else"}\
            """);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).get("code").stringValue()).isEqualTo("user.email-taken");
        assertThat(json(refused).at("/errors/0/pointer").stringValue()).isEqualTo("/email");
    }

    @Test
    void a_refused_registration_succeeds_with_the_same_key_once_the_address_is_free() throws Exception {
        String anna = anna();
        String other = """
            {"email":"anna@example.org","name":"Another Anna"}\
            """;
        assertThat(users.register("second", other).statusCode()).isEqualTo(409);

        users.delete("/v1/users/" + anna);

        assertThat(users.register("second", other).statusCode()).isEqualTo(201);
    }

    @Test
    void all_that_is_wrong_with_a_registration_is_told_at_once() throws Exception {
        HttpResponse<String> refused = users.register("k", """
            {"email":"anna","name":" ","roles":["king"]}\
            """);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).get("errors"))
                .extracting(error -> error.get("pointer").stringValue())
                .containsExactlyInAnyOrder("/email", "/name", "/roles");
    }

    @Test
    void users_are_listed_in_pages_and_found_by_address() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> created = users.register("k" + i, """
                {"email":"user%d@example.org","name":"User"}\
                """.formatted(i));
            ids.add(json(created).get("userId").stringValue());
        }

        JsonNode first = json(users.get("/v1/users?limit=2"));
        JsonNode second =
                json(users.get("/v1/users?limit=2&after=" + first.get("next").stringValue()));
        List<String> listed = new ArrayList<>();
        first.get("items").forEach(user -> listed.add(user.get("userId").stringValue()));
        second.get("items").forEach(user -> listed.add(user.get("userId").stringValue()));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(ids).isSorted();
        assertThat(second.has("next")).isFalse();

        JsonNode found = json(users.get("/v1/users?email=USER1@example.org"));
        assertThat(found.get("items")).hasSize(1);
        assertThat(found.at("/items/0/userId").stringValue()).isEqualTo(ids.get(1));
        assertThat(json(users.get("/v1/users?email=nobody")).get("items")).isEmpty();
    }

    @Test
    void roles_can_be_changed() throws Exception {
        String anna = anna();

        HttpResponse<String> changed = users.put("/v1/users/" + anna + "/roles", """
            {"roles":["admin"]}\
            """);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("Skald-Position")).isPresent();
        assertThat(json(users.get("/v1/users/" + anna)).get("roles").toString()).isEqualTo("[\"admin\"]");
        assertThat(users.put("/v1/users/" + anna + "/roles", "{\"roles\":[]}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void an_erased_user_is_gone_and_erasing_again_is_no_error() throws Exception {
        String path = "/v1/users/" + anna();

        assertThat(users.delete(path).statusCode()).isEqualTo(204);
        assertThat(users.delete(path).statusCode()).isEqualTo(204);

        assertThat(users.get(path).statusCode()).isEqualTo(410);
        assertThat(users.get(path).body()).contains("user.erased").doesNotContain("nna");
        assertThat(users.put(path + "/roles", "{\"roles\":[\"admin\"]}").statusCode())
                .isEqualTo(410);
        assertThat(json(users.get("/v1/users")).get("items")).isEmpty();
    }

    @Test
    void nobody_is_behind_an_unknown_id() throws Exception {
        String path = "/v1/users/" + ANNA_ID;

        assertThat(users.get(path).statusCode()).isEqualTo(404);
        assertThat(users.delete(path).statusCode()).isEqualTo(404);
        assertThat(users.put(path + "/roles", "{\"roles\":[\"admin\"]}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void customers_see_and_erase_themselves_only_and_give_no_roles() throws Exception {
        String anna = anna();
        users.as(new Caller(Caller.Role.CUSTOMER, ANNA_ID.toString()));

        assertThat(users.get("/v1/users/" + anna).statusCode()).isEqualTo(404);
        assertThat(users.delete("/v1/users/" + anna).statusCode()).isEqualTo(404);
        assertThat(users.get("/v1/users").statusCode()).isEqualTo(403);
        assertThat(users.put("/v1/users/" + anna + "/roles", "{\"roles\":[\"admin\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(users.register("k", """
            {"email":"king@example.org","name":"King","password":"a long enough secret","roles":["admin"]}\
            """).statusCode()).isEqualTo(403);
        // Whoever registers somebody else is a stranger to them: not without a password.
        assertThat(users.register("n", """
            {"email":"nobody@example.org","name":"Nobody"}\
            """).statusCode()).isEqualTo(400);

        users.as(new Caller(Caller.Role.CUSTOMER, anna));
        assertThat(users.get("/v1/users/" + anna).statusCode()).isEqualTo(200);
        assertThat(users.delete("/v1/users/" + anna).statusCode()).isEqualTo(204);
    }
}
