package skald.users;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import skald.toolkit.Environment;
import skald.toolkit.http.BearerCallers;
import skald.toolkit.http.Caller;
import skald.toolkit.http.Callers;
import skald.toolkit.http.Edge;
import skald.toolkit.http.Limits;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The users service behind HTTP on loopback. Calls are the operator's unless {@link #as} says otherwise. */
final class RunningUsers implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final UsersService service;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Callers callers = _ -> Caller.operator();

    RunningUsers(UsersService service, Environment environment) {
        this.service = service;
        service.runtime().start();
        Edge edge = new Edge(environment.ids(), request -> callers.of(request), Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        service.routes(edge.install(routing));
        server = edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    static RunningUsers inMemory() {
        Environment environment = SomeUsers.environment();
        return new RunningUsers(UsersService.inMemory(environment, 2), environment);
    }

    RunningUsers as(Caller other) {
        callers = _ -> other;
        return this;
    }

    /** Calls are from now on those of whose token they show. */
    RunningUsers checkingTokens() {
        callers = new BearerCallers(List.of(service.tokens()));
        return this;
    }

    UsersService service() {
        return service;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    HttpResponse<String> register(String idempotencyKey, String json) throws IOException, InterruptedException {
        return send(to("/v1/users")
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(to(path).DELETE());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
        server.stop();
        service.runtime().close();
    }
}
