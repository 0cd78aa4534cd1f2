package skald.platform.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All the bad requests to a route, made from what a right one looks like. Every one has to be refused. */
final class Garbage {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] NOTHING = new byte[0];
    private static final String UNKNOWN = "noSuchField";
    /** Stands where a piece of raw JSON is put in: no other text is like it. */
    private static final String PLACE = "\"<here>\"";

    private static final byte[] TWO_MEBIBYTES = ("{\"a\": \"" + "x".repeat(2 << 20) + "\"}").getBytes(UTF_8);

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW");

    private final Target target;
    private final List<GarbageCase> cases = new ArrayList<>();

    private Garbage(Target target) {
        this.target = target;
    }

    static List<GarbageCase> of(Target target, Set<String> allRoutes) {
        Garbage garbage = new Garbage(target);
        garbage.names();
        garbage.query();
        garbage.headers();
        garbage.methods(allRoutes);
        garbage.tooMuch();
        if (!target.body.isEmpty()) {
            garbage.bodies();
            garbage.fields();
        }
        return garbage.cases;
    }

    /** Paths at which there is nothing. */
    static List<GarbageCase> elsewhere() {
        return List.of(
                        "/",
                        "/v1",
                        "/v2/orders",
                        "/v1/nothing",
                        "/v1/orders/x/y/z",
                        "/V1/ORDERS",
                        "/%00",
                        "/%ED%A0%80",
                        "/v1/%2e%2e/%2e%2e/etc/passwd",
                        "/" + "x".repeat(3_000))
                .stream()
                .map(path -> new GarbageCase("path " + excerpt(path), "GET", path, NOTHING, List.of(), ""))
                .toList();
    }

    private void names() {
        target.names.forEach((part, name) -> WrongValues.NAMES
                .get(name)
                .forEach(text -> add(part + " = " + text, target.path(Map.of(part, text)), right(), "")));
    }

    private void query() {
        if (target.parameters.isEmpty()) {
            return;
        }
        target.parameters.forEach((name, parameter) -> {
            WrongValues.PARAMETERS.get(parameter).forEach(value -> query(name + '=' + value, '?' + name));
            query(name + "=1&" + name + "=2", '?' + name);
        });
        query(UNKNOWN + "=1", '?' + UNKNOWN);
        query("%ED%A0%80=1", "");
        query("a=1&".repeat(1_000), "");
    }

    private void query(String query, String pointer) {
        add('?' + query, target.path() + '?' + query, NOTHING, pointer);
    }

    private void headers() {
        if (target.takesKey) {
            WrongValues.KEYS.forEach(key -> header("Idempotency-Key", key));
        }
        if (target.takesPosition) {
            WrongValues.POSITIONS.forEach(position -> header("Skald-Position", position));
        }
        if (target.takesVersion) {
            WrongValues.VERSIONS.forEach(
                    version -> add("If-Match: " + version, target.path(), right(), "", "If-Match", version));
        }
    }

    private void header(String name, String value) {
        add(name + ": " + value, target.path(), right(), "header:" + name, name, value);
    }

    private void methods(Set<String> allRoutes) {
        for (String method : METHODS) {
            if (!allRoutes.contains(method + ' ' + target.pattern)) {
                cases.add(new GarbageCase("method " + method, method, target.path(), NOTHING, List.of(), ""));
            }
        }
    }

    private void tooMuch() {
        add("2 MiB", target.path(), TWO_MEBIBYTES, "");
    }

    private void bodies() {
        if (target.bodyRequired) {
            body("", "");
            body("{}", "");
        }
        WrongValues.BODIES.forEach(body -> body(body, ""));
        add("UTF-16", target.path(), target.body.getBytes(UTF_16), "");
        add("bytes that are no UTF-8", target.path(), "{\"é\": 1}".getBytes(ISO_8859_1), "");
        add("half a body", target.path(), Arrays.copyOf(right(), right().length / 2), "");
        WrongValues.MEDIA.forEach(type -> add(type, target.path(), right(), "", "Content-Type", type));
    }

    /** The right body with one thing wrong, for everything that can be wrong. */
    private void fields() {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        collect("", JSON.readTree(target.body), nodes);
        nodes.forEach((pointer, node) -> {
            if (node instanceof ObjectNode object) {
                String more = object.isEmpty() ? "" : ", ";
                String inside = object.toString().substring(1);
                put(pointer, "{\"" + UNKNOWN + "\": 1" + more + inside, pointer + '/' + UNKNOWN);
            }
            if (!pointer.isEmpty()) {
                wrongTypes(pointer, node);
                wrongValues(pointer, node);
                twiceAndMissing(pointer, node);
            }
        });
    }

    private static void collect(String pointer, JsonNode node, Map<String, JsonNode> nodes) {
        nodes.put(pointer, node);
        node.properties().forEach(field -> collect(pointer + '/' + field.getKey(), field.getValue(), nodes));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + '/' + i, node.get(i), nodes);
        }
    }

    private void wrongTypes(String pointer, JsonNode node) {
        for (String other : WrongValues.TYPES) {
            boolean sameType = JSON.readTree(other).getNodeType() == node.getNodeType();
            boolean absent = other.equals("null") && target.optional.contains(pointer);
            if (!sameType && !absent) {
                put(pointer, other, pointer);
            }
        }
    }

    private void wrongValues(String pointer, JsonNode node) {
        target.wrongValues.getOrDefault(pointer, List.of()).forEach(value -> put(pointer, value, pointer));
        if (node.isString()) {
            WrongValues.TEXTS.forEach(text -> put(pointer, text, pointer));
        } else if (node.isNumber()) {
            WrongValues.NUMBERS.forEach(number -> put(pointer, number, pointer));
        } else if (node instanceof ArrayNode array) {
            put(pointer, "[]", pointer);
            put(pointer, "[null]", pointer + "/0");
            put(pointer, Collections.nCopies(1_001, array.get(0)).toString(), pointer);
        }
    }

    private void twiceAndMissing(String pointer, JsonNode node) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (Character.isDigit(name.charAt(0))) {
            return;
        }
        put(pointer, node + ", \"" + name + "\": " + node, pointer);
        if (!target.optional.contains(pointer)) {
            JsonNode body = JSON.readTree(target.body);
            ((ObjectNode) body.at(pointer.substring(0, pointer.lastIndexOf('/')))).remove(name);
            body(body.toString(), pointer);
        }
    }

    /** The right body with raw JSON in one place. */
    private void put(String at, String raw, String pointer) {
        if (at.isEmpty()) {
            body(raw, pointer);
            return;
        }
        JsonNode body = JSON.readTree(target.body);
        int slash = at.lastIndexOf('/');
        JsonNode parent = body.at(at.substring(0, slash));
        JsonNode place = JSON.readTree(PLACE);
        switch (parent) {
            case ObjectNode object -> object.set(at.substring(slash + 1), place);
            case ArrayNode array -> array.set(Integer.parseInt(at.substring(slash + 1)), place);
            default -> throw new IllegalArgumentException("nothing at " + at);
        }
        add(at + " = " + raw, target.path(), body.toString().replace(PLACE, raw).getBytes(UTF_8), pointer);
    }

    private void body(String body, String pointer) {
        add("body " + body, target.path(), body.getBytes(UTF_8), pointer);
    }

    private byte[] right() {
        return target.body.getBytes(UTF_8);
    }

    private void add(String what, String path, byte[] body, String pointer, String... headers) {
        cases.add(new GarbageCase(excerpt(what), target.method, path, body, List.of(headers), pointer));
    }

    private static String excerpt(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /** The routes as a set, for {@link #of}. */
    static Set<String> routes(List<Target> targets) {
        Set<String> routes = new TreeSet<>();
        targets.forEach(target -> routes.add(target.route()));
        return routes;
    }
}
