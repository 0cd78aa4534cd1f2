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
import java.util.stream.Stream;
import skald.platform.run.Target.Name;
import skald.platform.run.Target.Parameter;
import skald.toolkit.http.Cursor;
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

    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\" \\t\"",
            "\"\\u200b\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udfff\\ud800\"",
            "\"\\u001b[2J\"",
            '"' + "x".repeat(5_000) + '"',
            '"' + "x".repeat(70_000) + '"');

    private static final List<String> NUMBERS = List.of(
            "1e400",
            "-1e400",
            "1e-400",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1" + "0".repeat(30),
            "9".repeat(101),
            "-1",
            "1.5",
            "1.0",
            "1e2",
            "\"1\"");

    private static final List<String> OTHER_TYPES =
            List.of("null", "true", "7", "\"text\"", "[]", "[[]]", "{}", "{\"a\": 1}");

    private static final List<String> NO_BODIES = List.of(
            " ",
            "null",
            "[]",
            "7",
            "\"text\"",
            "true",
            "{",
            "}",
            "{]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{'a':1}",
            "{\"a\":1,}",
            "/**/{}",
            "{}{}",
            "{} x",
            "\ufeff{}",
            "\u0000");

    private static final List<String> OTHER_MEDIA = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=iso-8859-1",
            "json");

    private static final List<String> NO_KEYS = List.of("", " ", "two words", "k".repeat(256), "\"\"");

    private static final List<String> NO_POSITIONS = List.of(
            "",
            "orders",
            "orders.0",
            "orders.x.1",
            "orders.0.-1",
            "orders.99.1",
            "nobody.0.1",
            "orders.0.1.2",
            "orders.0." + "9".repeat(40));

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW");

    private static final Map<Name, List<String>> NO_NAMES = Map.of(
            Name.ID,
                    List.of(
                            "x",
                            "0",
                            "-1",
                            "null",
                            "1-1-1-1-1",
                            "01890a5d-ac96-774b-bcce-b302099a805g",
                            "%7Bid%7D",
                            "01890a5dac96774bbcceb302099a8057",
                            "%00",
                            "%F0%9F%92%A9",
                            "%ED%A0%80",
                            "%C0%AF",
                            "%2e%2e%2f",
                            "%27%20or%201%3D1",
                            "a".repeat(2_000),
                            Name.ID.example),
            Name.SKU,
                    List.of(
                            "a%20b",
                            "%00",
                            "a%00b",
                            "%F0%9F%92%A9",
                            "%ED%A0%80",
                            "a%2Fb",
                            "-",
                            ".",
                            "%27%20or%201%3D1",
                            "a".repeat(65),
                            "a".repeat(2_000)),
            Name.SAGA,
                    List.of(
                            "x",
                            "~",
                            "%7E%7E",
                            "order~",
                            "~x",
                            "order~%00",
                            "%00",
                            "%ED%A0%80",
                            "nothing~x",
                            "a".repeat(201),
                            Name.SAGA.example),
            Name.PROJECTION, List.of("nothing", "%00", "ORDERS", "a".repeat(101)));

    private static final List<String> NO_CURSORS = List.of(
            "x",
            "AAAA",
            "%00",
            "a".repeat(1_500),
            "AAAAAAAA",
            Cursor.of().encode(),
            Cursor.of("a\u0000b").encode(),
            Cursor.of("order\u0000", "\u0000").encode());

    /** Of collections that are sorted by something else. */
    private static final List<String> OTHER_CURSORS = List.of(
            Cursor.of("not a time", "not an id").encode(),
            Cursor.of("+1000000000-12-31T23:59:59Z", Name.ID.example).encode(),
            Cursor.of("-1000000000-01-01T00:00:00Z", Name.ID.example).encode());

    private static final Map<Parameter, List<String>> NO_VALUES = Map.of(
            Parameter.LIMIT, List.of("0", "-1", "201", "1.5", "1e2", "ten", "%20", "9".repeat(30), "9".repeat(3_000)),
            Parameter.ID, List.of("x", "0", "1-1-1-1-1", "%00", "null", Name.ID.example + "0"),
            Parameter.WORD, List.of("nonsense", "STUCK", "%00", ",", "pending;", "x".repeat(1_000)),
            Parameter.TIME,
                    List.of(
                            "yesterday",
                            "2026",
                            "2026-01-31",
                            "2026-01-31T09:30:00",
                            "2026-13-01T00:00:00Z",
                            "%2B1000000000-12-31T23:59:59Z",
                            "-0001-01-01T00:00:00Z",
                            "1767225600",
                            "%00"),
            Parameter.TEXT, List.of("%00", "a%00b", "%ED%A0%80", "%20", "x".repeat(3_000)),
            Parameter.CURSOR,
                    Stream.concat(NO_CURSORS.stream(), OTHER_CURSORS.stream()).toList(),
            Parameter.CURSOR_OF_TEXTS, NO_CURSORS);

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
        target.names.forEach((part, name) -> NO_NAMES.get(name)
                .forEach(text -> add(part + " = " + text, target.path(Map.of(part, text)), right(), "")));
    }

    private void query() {
        if (target.parameters.isEmpty()) {
            return;
        }
        target.parameters.forEach((name, parameter) -> {
            NO_VALUES.get(parameter).forEach(value -> query(name + '=' + value, '?' + name));
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
            NO_KEYS.forEach(key -> header("Idempotency-Key", key));
        }
        if (target.takesPosition) {
            NO_POSITIONS.forEach(position -> header("Skald-Position", position));
        }
        if (target.takesVersion) {
            List.of("x", "\"", "W/", "\"x", "\"7\"")
                    .forEach(version -> add("If-Match: " + version, target.path(), right(), "", "If-Match", version));
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
        NO_BODIES.forEach(body -> body(body, ""));
        body("[".repeat(100_000), "");
        body("{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000), "");
        add("UTF-16", target.path(), target.body.getBytes(UTF_16), "");
        add("bytes that are no UTF-8", target.path(), "{\"é\": 1}".getBytes(ISO_8859_1), "");
        add("half a body", target.path(), Arrays.copyOf(right(), right().length / 2), "");
        OTHER_MEDIA.forEach(type -> add(type, target.path(), right(), "", "Content-Type", type));
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
        for (String other : OTHER_TYPES) {
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
            TEXTS.forEach(text -> put(pointer, text, pointer));
        } else if (node.isNumber()) {
            NUMBERS.forEach(number -> put(pointer, number, pointer));
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
