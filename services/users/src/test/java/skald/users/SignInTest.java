package skald.users;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.users.RunningUsers.json;
import static skald.users.SomeUsers.NOON;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.toolkit.Environment;
import skald.toolkit.http.Caller;
import tools.jackson.databind.JsonNode;

/** Users who sign in, over HTTP, with tokens that are checked. */
class SignInTest {
    private static final String ANNA = """
        {"email":"Anna@example.org","name":"Anna","password":"correct horse"}\
        """;

    private final MovingClock clock = new MovingClock();
    private final AtomicLong last = new AtomicLong();
    private final RunningUsers users;

    SignInTest() {
        Environment environment = new Environment(
                clock,
                () -> new UUID(0x7000L, 0x8000_0000_0000_0000L | last.incrementAndGet()),
                new Random(1),
                Executors.newVirtualThreadPerTaskExecutor());
        users = new RunningUsers(UsersService.inMemory(environment, 2), environment).checkingTokens();
    }

    @AfterEach
    void stop() {
        users.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, "", body);
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        var request = users.to(path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return users.send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> signIn(String email, String password) throws Exception {
        return post("/v1/sessions", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    private HttpResponse<String> refresh(String token) throws Exception {
        return post("/v1/sessions/refresh", "{\"refreshToken\":\"" + token + "\"}");
    }

    private String anna() throws Exception {
        HttpResponse<String> created = post("/v1/users", ANNA);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return json(created).get("userId").stringValue();
    }

    private JsonNode annaSignsIn() throws Exception {
        HttpResponse<String> opened = signIn("anna@EXAMPLE.org", "correct horse");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return json(opened);
    }

    private int me(String token) throws Exception {
        return send("GET", "/v1/users/me", token, "").statusCode();
    }

    @Test
    void who_registers_can_sign_in_and_is_known_by_the_token() throws Exception {
        String id = anna();
        JsonNode session = annaSignsIn();

        assertThat(session.get("userId").stringValue()).isEqualTo(id);
        assertThat(session.get("roles").toString()).isEqualTo("[\"customer\"]");
        assertThat(session.get("tokenType").stringValue()).isEqualTo("Bearer");
        assertThat(session.get("accessTokenEndsAt").stringValue()).isEqualTo("2026-03-01T12:10:00.000000Z");
        String token = session.get("accessToken").stringValue();
        JsonNode me = json(send("GET", "/v1/users/me", token, ""));
        assertThat(me.get("userId").stringValue()).isEqualTo(id);
        assertThat(send("GET", "/v1/users/" + id, token, "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/v1/users/" + new UUID(1, 1), token, "").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "/v1/users", token, "").statusCode()).isEqualTo(403);
        assertThat(me("")).isEqualTo(401);
    }

    @Test
    void a_wrong_password_an_unknown_address_and_one_without_a_password_get_the_same_answer() throws Exception {
        anna();
        users.as(Caller.operator());
        users.register("bert", "{\"email\":\"bert@example.org\",\"name\":\"Bert\"}");
        users.checkingTokens();

        List<String> answers = new ArrayList<>();
        for (String email : List.of("anna@example.org", "nobody@example.org", "bert@example.org", "no address")) {
            HttpResponse<String> refused = signIn(email, "wrong horse");
            answers.add(refused.statusCode() + " " + refused.headers().firstValue("WWW-Authenticate") + " "
                    + refused.body().replaceAll("\"traceId\":\"[^\"]*\"", ""));
        }

        assertThat(answers).hasSize(4).allMatch(answers.getFirst()::equals);
        assertThat(answers.getFirst()).startsWith("401").contains("wrong-credentials");
        assertThat(signIn("anna@example.org", "short").statusCode()).isEqualTo(401);
    }

    @Test
    void guessing_is_slowed_down_for_known_and_unknown_addresses_alike() throws Exception {
        anna();
        for (String email : List.of("anna@example.org", "nobody@example.org")) {
            for (int i = 0; i < 10; i++) {
                assertThat(signIn(email, "wrong horse " + i).statusCode()).isEqualTo(401);
            }
            HttpResponse<String> tooOften = signIn(email, "correct horse");
            assertThat(tooOften.statusCode()).isEqualTo(429);
            assertThat(tooOften.headers().firstValue("Retry-After")).contains("30");
        }

        clock.pass(Duration.ofSeconds(30));
        annaSignsIn();
        annaSignsIn();
    }

    @Test
    void strangers_register_customers_with_a_password_and_nothing_else() throws Exception {
        assertThat(post("/v1/users", "{\"email\":\"a@example.org\",\"name\":\"A\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/users", ANNA.replace("correct horse", "too short")).statusCode())
                .isEqualTo(422);
        HttpResponse<String> king = post("/v1/users", """
            {"email":"king@example.org","name":"King","password":"correct horse","roles":["admin"]}\
            """);
        assertThat(king.statusCode()).isEqualTo(403);
        assertThat(users.service().runtime().backlog().messages()).isZero();
    }

    @Test
    void strangers_do_not_register_by_the_thousand() throws Exception {
        int refused = 0;
        for (int i = 0; i < 22; i++) {
            HttpResponse<String> answer = post("/v1/users", ANNA.replace("Anna@", "anna" + i + "@"));
            refused += answer.statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(2);
    }

    @Test
    void a_session_goes_on_by_refresh_tokens_that_work_once() throws Exception {
        anna();
        String first = annaSignsIn().get("refreshToken").stringValue();
        clock.pass(Duration.ofDays(29));

        JsonNode second = json(refresh(first));
        assertThat(me(second.get("accessToken").stringValue())).isEqualTo(200);
        clock.pass(Duration.ofDays(29));
        JsonNode third = json(refresh(second.get("refreshToken").stringValue()));
        assertThat(me(third.get("accessToken").stringValue())).isEqualTo(200);

        assertThat(refresh(first).statusCode())
                .as("used before: somebody has copied it")
                .isEqualTo(401);
        assertThat(refresh(third.get("refreshToken").stringValue()).statusCode())
                .as("its session has ended")
                .isEqualTo(401);
    }

    @Test
    void a_session_that_nobody_uses_ends() throws Exception {
        anna();
        String token = annaSignsIn().get("refreshToken").stringValue();
        clock.pass(Duration.ofDays(30));

        assertThat(refresh(token).statusCode()).isEqualTo(401);
    }

    @Test
    void what_is_no_refresh_token_is_refused() throws Exception {
        anna();
        String token = annaSignsIn().get("refreshToken").stringValue();
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        bytes[47] ^= 1;
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        for (String wrong : List.of("x", token.substring(1), token + "AAAA", forged)) {
            assertThat(refresh(wrong).statusCode()).as(wrong).isEqualTo(401);
        }
    }

    @Test
    void signing_out_ends_the_session_and_is_no_error_again() throws Exception {
        anna();
        String token = annaSignsIn().get("refreshToken").stringValue();
        String body = "{\"refreshToken\":\"" + token + "\"}";

        assertThat(post("/v1/sessions/end", body).statusCode()).isEqualTo(204);
        assertThat(post("/v1/sessions/end", body).statusCode()).isEqualTo(204);
        assertThat(refresh(token).statusCode()).isEqualTo(401);
    }

    @Test
    void another_password_needs_the_old_one_and_ends_all_sessions() throws Exception {
        String path = "/v1/users/" + anna() + "/password";
        JsonNode session = annaSignsIn();
        String token = session.get("accessToken").stringValue();
        clock.pass(Duration.ofSeconds(1));

        assertThat(send("PUT", path, token, "{\"password\":\"battery staple\"}").statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", path, token, """
            {"password":"battery staple","currentPassword":"wrong horse"}\
            """).statusCode()).isEqualTo(401);
        assertThat(send("PUT", path, token, """
            {"password":"battery staple","currentPassword":"correct horse"}\
            """).statusCode()).isEqualTo(204);

        assertThat(refresh(session.get("refreshToken").stringValue()).statusCode())
                .isEqualTo(401);
        assertThat(signIn("anna@example.org", "correct horse").statusCode()).isEqualTo(401);
        assertThat(signIn("anna@example.org", "battery staple").statusCode()).isEqualTo(201);
    }

    @Test
    void an_admin_sets_a_password_without_knowing_the_old_one() throws Exception {
        String id = anna();
        users.as(Caller.operator());
        assertThat(users.put("/v1/users/" + id + "/password", "{\"password\":\"battery staple\"}")
                        .statusCode())
                .isEqualTo(204);
        users.checkingTokens();

        assertThat(signIn("anna@example.org", "battery staple").statusCode()).isEqualTo(201);
    }

    @Test
    void an_erased_user_neither_signs_in_nor_goes_on() throws Exception {
        String id = anna();
        JsonNode session = annaSignsIn();
        assertThat(send("DELETE", "/v1/users/" + id, session.get("accessToken").stringValue(), "")
                        .statusCode())
                .isEqualTo(204);

        assertThat(signIn("anna@example.org", "correct horse").statusCode()).isEqualTo(401);
        assertThat(refresh(session.get("refreshToken").stringValue()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void other_roles_come_with_the_next_token() throws Exception {
        String id = anna();
        String token = annaSignsIn().get("refreshToken").stringValue();
        users.as(Caller.operator());
        users.put("/v1/users/" + id + "/roles", "{\"roles\":[\"support\",\"customer\"]}");
        users.checkingTokens();

        JsonNode next = json(refresh(token));

        assertThat(next.get("roles").toString()).isEqualTo("[\"customer\",\"support\"]");
        assertThat(send("GET", "/v1/users", next.get("accessToken").stringValue(), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_repeated_registration_is_one_whatever_the_password_and_keeps_no_trace_of_it() throws Exception {
        HttpResponse<String> first = users.register("k", ANNA);
        HttpResponse<String> second = users.register("k", ANNA.replace("correct horse", "battery staple"));

        assertThat(second.body()).isEqualTo(first.body()).doesNotContain("horse");
        assertThat(signIn("anna@example.org", "battery staple").statusCode()).isEqualTo(401);
        annaSignsIn();
    }

    @Test
    void the_first_admin_comes_once() throws Exception {
        var admin = users.service().firstAdmin().orElseThrow();

        assertThat(users.service().firstAdmin()).isEmpty();
        assertThat(admin.toString()).doesNotContain(admin.password());
        JsonNode session = json(signIn(admin.email(), admin.password()));
        assertThat(session.get("roles").toString()).isEqualTo("[\"admin\"]");
        assertThat(send("GET", "/v1/users", session.get("accessToken").stringValue(), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_public_keys_are_told_to_everybody() throws Exception {
        JsonNode keys = json(users.get("/.well-known/jwks.json"));

        assertThat(keys.at("/keys/0/kty").stringValue()).isEqualTo("EC");
        assertThat(keys.at("/keys/0").has("d")).isFalse();
        assertThat(clock.instant()).isEqualTo(NOON);
    }
}
