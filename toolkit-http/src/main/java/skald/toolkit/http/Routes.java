package skald.toolkit.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where services declare their endpoints. Paths are Helidon patterns ({@code /v1/orders/{id}}); the first that fits wins,
 * so declare {@code /v1/users/me} before {@code /v1/users/{id}}. GET serves HEAD too; OPTIONS and 405 with {@code Allow}
 * follow from what is declared.
 *
 * <p>Made by {@link Edge#install}; to be filled before the server starts.
 */
public final class Routes {

    private record Route(String method, String pattern, PathMatcher matcher) {}

    private final Edge edge;
    private final HttpRouting.Builder routing;
    private final List<Route> declared = new CopyOnWriteArrayList<>();

    Routes(Edge edge, HttpRouting.Builder routing) {
        this.edge = edge;
        this.routing = routing;
    }

    public Routes get(String path, Endpoint endpoint) {
        return on("GET", path, endpoint);
    }

    public Routes post(String path, Endpoint endpoint) {
        return on("POST", path, endpoint);
    }

    public Routes put(String path, Endpoint endpoint) {
        return on("PUT", path, endpoint);
    }

    public Routes patch(String path, Endpoint endpoint) {
        return on("PATCH", path, endpoint);
    }

    public Routes delete(String path, Endpoint endpoint) {
        return on("DELETE", path, endpoint);
    }

    /**
     * An endpoint that writes its answer itself through Helidon, for server-sent events and static files. The request's
     * body has been read already: {@link Request#of} has it.
     */
    public Routes raw(String method, String path, Handler handler) {
        declared.add(new Route(method, path, PathMatchers.create(path)));
        routing.route(Method.create(method), path, handler);
        return this;
    }

    private Routes on(String method, String path, Endpoint endpoint) {
        declared.add(new Route(method, path, PathMatchers.create(path)));
        Handler handler = edge.handler(endpoint);
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

    /** What is declared so far, such as {@code GET /v1/orders/{id}}, in the order of declaration. */
    public List<String> declared() {
        return declared.stream()
                .map(route -> route.method + ' ' + route.pattern)
                .toList();
    }

    /** The methods that some declared path allows here, with those that follow; empty if no path fits. */
    Set<String> methodsAt(UriPath path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : declared) {
            if (route.matcher.match(path).accepted()) {
                methods.add(route.method);
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
