package skald.toolkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract of a server (OpenAPI 3.1) at {@code /openapi}, and as a page to read at {@code /docs}. Each part of the server
 * describes its own operations ({@link Routes#describe}); what holds for all of them, and who may call which, is added here.
 */
public final class OpenApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> WITH_BODY = Set.of("post", "put", "patch");

    private OpenApi() {}

    /**
     * Serves the contract of what is declared so far; to be called last.
     *
     * @throws IllegalStateException if an operation is not described, or what is described is none: the server must not start
     */
    public static void serve(Routes routes) {
        routes.describe(OpenApi.class, "openapi.json");
        Served served = new Served();
        routes.get("/openapi", Access.anyone(), _ -> Response.json(200, served.json));
        routes.get("/docs", Access.anyone(), _ -> served.page);
        ObjectNode document = document(routes.descriptions(), routes.declared());
        served.json = JSON.writeValueAsBytes(document);
        served.page = ContractPage.of(document);
    }

    /** Its routes are part of the contract, so that it is filled after they are declared. */
    private static final class Served {
        private byte[] json = new byte[0];
        private Response page = Response.noContent();
    }

    static ObjectNode document(List<JsonNode> parts, List<Operation> operations) {
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Skald")
                .put("version", "1")
                .put(
                        "description",
                        "Orders, from placing them to their end. Errors are application/problem+json (RFC 9457); ids"
                                + " are UUIDs; times are RFC 3339 in UTC; money is in minor units. Every answer carries"
                                + " X-Request-Id and traceparent. A GET may be a HEAD.");
        ObjectNode paths = document.putObject("paths");
        ObjectNode components = document.putObject("components");
        for (JsonNode part : parts) {
            part.path("paths")
                    .properties()
                    .forEach(path -> merge(paths.withObjectProperty(path.getKey()), path.getValue()));
            part.path("components")
                    .properties()
                    .forEach(kind -> merge(components.withObjectProperty(kind.getKey()), kind.getValue()));
        }
        requireTheSame(described(paths), operations);
        for (Operation operation : operations) {
            complete(described(paths, operation), operation);
        }
        return document;
    }

    private static void merge(ObjectNode whole, JsonNode part) {
        for (Map.Entry<String, JsonNode> entry : part.properties()) {
            if (whole.has(entry.getKey())) {
                throw new IllegalStateException("\"" + entry.getKey() + "\" is described twice");
            }
            whole.set(entry.getKey(), entry.getValue().deepCopy());
        }
    }

    private static Set<String> described(ObjectNode paths) {
        Set<String> names = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            path.getValue()
                    .propertyNames()
                    .forEach(method -> names.add(method.toUpperCase(java.util.Locale.ROOT) + ' ' + path.getKey()));
        }
        return names;
    }

    private static void requireTheSame(Set<String> described, List<Operation> operations) {
        Set<String> declared =
                new TreeSet<>(operations.stream().map(Operation::name).toList());
        List<String> wrong = new ArrayList<>();
        declared.stream()
                .filter(name -> !described.contains(name))
                .forEach(name -> wrong.add(name + " is not described"));
        described.stream().filter(name -> !declared.contains(name)).forEach(name -> wrong.add(name + " is no route"));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The contract is not that of the server: " + String.join(", ", wrong));
        }
    }

    private static ObjectNode described(ObjectNode paths, Operation operation) {
        return (ObjectNode) paths.path(operation.path()).path(operation.method().toLowerCase(java.util.Locale.ROOT));
    }

    private static void complete(ObjectNode described, Operation operation) {
        Access access = operation.access();
        ObjectNode who = described.putObject("x-access");
        Map<Integer, String> common = new TreeMap<>();
        if (described.has("requestBody") || described.has("parameters")) {
            common.put(400, "The request has not the described shape.");
        }
        common.put(408, "The request came too slowly.");
        common.put(413, "The body is too large.");
        common.put(503, "Not at the moment; Retry-After says when to ask again.");
        for (Caller.Role role : Caller.Role.values()) {
            who.put(Texts.word(role), Texts.word(access.of(role)));
            if (access.of(role) == Access.Reach.NONE) {
                boolean anonymous = role == Caller.Role.ANONYMOUS;
                common.put(
                        anonymous ? 401 : 403,
                        anonymous
                                ? "Nobody says who asks, or the token is not valid."
                                : "This is not for the caller's role.");
            }
        }
        if (access.anonymous() == Access.Reach.NONE) {
            described.putArray("security").addObject().putArray("bearer");
        }
        if (WITH_BODY.contains(operation.method().toLowerCase(java.util.Locale.ROOT)) && described.has("requestBody")) {
            common.put(415, "The body is no JSON in UTF-8.");
        }
        ObjectNode responses = described.withObjectProperty("responses");
        common.forEach((status, description) -> {
            if (!responses.has(status.toString())) {
                responses
                        .putObject(status.toString())
                        .put("$ref", "#/components/responses/Problem")
                        .put("description", description);
            }
        });
    }
}
