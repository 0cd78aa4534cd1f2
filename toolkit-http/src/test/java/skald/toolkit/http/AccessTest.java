package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.toolkit.http.SampleServer.json;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skald.toolkit.http.Caller.Role;

class AccessTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Map<String, Caller> TOKENS = Map.of(
            "ada", new Caller(Role.CUSTOMER, "ada"),
            "eve", new Caller(Role.CUSTOMER, "eve"),
            "sam", new Caller(Role.SUPPORT, "sam"),
            "alex", new Caller(Role.ADMIN, "alex"));

    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    AccessTest() {
        Callers callers =
                new BearerCallers(List.of(new OperatorKey(KEY), token -> Optional.ofNullable(TOKENS.get(token))));
        Edge edge = new Edge(() -> new UUID(1, 1), callers, Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        Routes routes = edge.install(routing);
        routes.get("/anyone", Access.anyone(), _ -> Response.noContent());
        routes.get("/own-or-staff", Access.ownOrStaff(), AccessTest::adas);
        routes.get("/own-or-admins", Access.ownOrAdmins(), AccessTest::adas);
        routes.get("/staff", Access.staff(), _ -> Response.noContent());
        routes.post("/admins", Access.admins(), _ -> Response.noContent());
        routes.get("/me", Access.ownOrStaff(), request -> Response.ok(request.caller()));
        routes.raw("GET", "/raw", Access.admins(), (_, response) -> response.send("raw"));
        server = edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    private static Response adas(Request request) {
        return request.reaches("ada") ? Response.noContent() : Response.of(Problem.notFound("There is no such thing."));
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /anyone,        204, 204, 204, 204, 204",
        "GET,  /own-or-staff,  401, 204, 404, 204, 204",
        "GET,  /own-or-admins, 401, 204, 404, 404, 204",
        "GET,  /staff,         401, 403, 403, 204, 204",
        "HEAD, /staff,         401, 403, 403, 204, 204",
        "POST, /admins,        401, 403, 403, 403, 204",
        "GET,  /raw,           401, 403, 403, 403, 200"
    })
    void whom_a_route_leaves_out_does_not_come_in(
            String method, String path, int nobody, int ada, int eve, int sam, int alex) throws Exception {
        assertThat(List.of(
                        status(method, path),
                        status(method, path, "Bearer ada"),
                        status(method, path, "Bearer eve"),
                        status(method, path, "Bearer sam"),
                        status(method, path, "Bearer alex")))
                .containsExactly(nobody, ada, eve, sam, alex);
    }

    @Test
    void the_operator_is_known_by_the_key_and_by_nothing_like_it() throws Exception {
        HttpResponse<String> me = send("GET", "/me", "Bearer " + KEY);

        assertThat(json(me).get("id").stringValue()).isEqualTo("operator");
        assertThat(json(me).get("role").stringValue()).isEqualTo("admin");
        assertThat(status("GET", "/me", "Bearer " + KEY.substring(1))).isEqualTo(401);
        assertThat(status("GET", "/me", "Bearer " + KEY + "0")).isEqualTo(401);
    }

    @Test
    void a_key_that_can_be_guessed_is_none() {
        assertThatThrownBy(() -> new OperatorKey("secret")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Basic YTpi",
                "ada",
                "Bearer ada eve",
                "Bearer ada,Bearer alex",
                "Bearer \u00e4"
            })
    void credentials_that_are_none_are_refused_and_not_taken_for_nobodys(String header) throws Exception {
        HttpResponse<String> refused = send("GET", "/own-or-staff", header);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertThat(json(refused).get("code").stringValue()).isEqualTo("unauthorized");
    }

    @Test
    void two_authorizations_are_none() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/staff"))
                .header("Authorization", "Bearer sam")
                .header("Authorization", "Bearer alex")
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void who_says_nothing_is_asked_for_a_token_and_who_may_not_is_told_whom_to_ask() throws Exception {
        HttpResponse<String> nobody = send("GET", "/staff");
        HttpResponse<String> ada = send("GET", "/staff", "Bearer ada");

        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json(ada).get("detail").stringValue())
                .isEqualTo("This is not for the role customer; ask support or an admin.");
    }

    @Test
    void what_is_for_anyone_is_also_for_those_whose_token_is_wrong() throws Exception {
        assertThat(status("GET", "/anyone", "Bearer stale")).isEqualTo(204);
    }

    private int status(String method, String path, String... authorization) throws Exception {
        return send(method, path, authorization).statusCode();
    }

    private HttpResponse<String> send(String method, String path, String... authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        for (String header : authorization) {
            request.header("Authorization", header);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
