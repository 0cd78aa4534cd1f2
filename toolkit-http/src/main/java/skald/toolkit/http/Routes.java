package skald.toolkit.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where services declare their endpoints. Paths are Helidon patterns ({@code /v1/orders/{id}}); the first that fits wins,
 * so declare {@code /v1/users/me} before {@code /v1/users/{id}}. GET serves HEAD too; OPTIONS and 405 with {@code Allow}
 * follow from what is declared. A route cannot be declared without saying who may.
 *
 * <p>Made by {@link Edge#install}; to be filled before the server starts.
 */
public final class Routes {

    private static final JsonMapper DOCUMENTS = new JsonMapper();

    private record Route(Operation operation, PathMatcher matcher) {}

    private final Edge edge;
    private final HttpRouting.Builder routing;
    private final List<Route> declared;
    private final List<JsonNode> descriptions;
    private final @Nullable Function<Operation, Endpoint> others;

    Routes(Edge edge, HttpRouting.Builder routing) {
        this(edge, routing, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>(), null);
    }

    private Routes(
            Edge edge,
            HttpRouting.Builder routing,
            List<Route> declared,
            List<JsonNode> descriptions,
            @Nullable Function<Operation, Endpoint> others) {
        this.edge = edge;
        this.routing = routing;
        this.declared = declared;
        this.descriptions = descriptions;
        this.others = others;
    }

    /**
     * The same routes for services that run elsewhere: what is declared on the result is answered by {@code others} and not
     * by the endpoint that is declared. Credentials are their business too.
     */
    public Routes answeredBy(Function<Operation, Endpoint> others) {
        return new Routes(edge, routing, declared, descriptions, others);
    }

    public Routes get(String path, Access access, Endpoint endpoint) {
        return on("GET", path, access, endpoint);
    }

    public Routes post(String path, Access access, Endpoint endpoint) {
        return on("POST", path, access, endpoint);
    }

    public Routes put(String path, Access access, Endpoint endpoint) {
        return on("PUT", path, access, endpoint);
    }

    public Routes patch(String path, Access access, Endpoint endpoint) {
        return on("PATCH", path, access, endpoint);
    }

    public Routes delete(String path, Access access, Endpoint endpoint) {
        return on("DELETE", path, access, endpoint);
    }

    /** A GET that is answered by server-sent events. */
    public Routes events(String path, Access access, EventFeed.Endpoint endpoint) {
        if (others != null) {
            return on("GET", path, access, _ -> Response.noContent());
        }
        declare("GET", path, access);
        routing.route(Method.GET, path, edge.stream(access, endpoint));
        return this;
    }

    /**
     * An endpoint that writes its answer itself through Helidon, for server-sent events and static files. The request's
     * body has been read already: {@link Request#of} has it.
     */
    public Routes raw(String method, String path, Access access, Handler handler) {
        if (others != null) {
            return on(method, path, access, _ -> Response.noContent());
        }
        declare(method, path, access);
        routing.route(Method.create(method), path, (request, response) -> {
            Request.of(request).enter(access);
            handler.handle(request, response);
        });
        return this;
    }

    private Operation declare(String method, String path, Access access) {
        Operation operation = new Operation(method, path, access);
        declared.add(new Route(operation, PathMatchers.create(path)));
        return operation;
    }

    private Routes on(String method, String path, Access access, Endpoint endpoint) {
        Operation operation = declare(method, path, access);
        Handler handler = others == null
                ? edge.handler(access, endpoint)
                : edge.handler(Access.anyone(), others.apply(operation));
        if (method.equals("GET")) {
            routing.route(HttpRoute.builder()
                    .methods(Method.GET, Method.HEAD)
                    .path(path)
                    .handler(handler)
                    .build());
        } else {
            routing.route(Method.create(method), path, handler);
        }
        return this;
    }

    /**
     * Adds a part of the contract: an OpenAPI document, as JSON, that lies beside {@code owner} and describes the operations
     * that it declares. See {@link OpenApi}.
     */
    public Routes describe(Class<?> owner, String document) {
        try (InputStream json = owner.getResourceAsStream(document)) {
            if (json == null) {
                throw new IllegalStateException("There is no " + document + " beside " + owner.getName());
            }
            descriptions.add(DOCUMENTS.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    List<JsonNode> descriptions() {
        return List.copyOf(descriptions);
    }

    /** What is declared so far, in the order of declaration. */
    public List<Operation> declared() {
        return declared.stream().map(Route::operation).toList();
    }

    /** The methods that some declared path allows here, with those that follow; empty if no path fits. */
    Set<String> methodsAt(UriPath path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : declared) {
            if (route.matcher.match(path).accepted()) {
                methods.add(route.operation.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }
}
