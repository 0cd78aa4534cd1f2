package skald.platform.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests out of a contract: for every operation a right one, and that with one thing wrong in one place. Knows nothing
 * of the platform but the document.
 */
final class ContractFuzz {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEEP = "[".repeat(100) + "]".repeat(100);

    /** Forty values, as JSON, of which most are wrong wherever they stand. */
    static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e3",
            "-0.0",
            "1e400",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\r\\nX-Forged: 1\"",
            "\"" + "x".repeat(10_000) + "\"",
            "\"' or 1=1 --\"",
            "\"<script>alert(1)</script>\"",
            "\"../../etc/passwd\"",
            "\"%00\"",
            "\"${jndi:ldap://localhost}\"",
            "\"\\u202egnp.exe\"",
            "\"\ud83e\udd86\"",
            "\"\uff21\"",
            "\"null\"",
            "\"NaN\"",
            "\"0\"",
            "\"EUR\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"1-1-1-1-1\"",
            "\"orders.99.1\"",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"a\": 1}",
            DEEP);

    /** One request. {@code headers} are names and values by turns. */
    record Shot(String operation, String method, String path, List<String> headers, String body, String wrong) {}

    private final JsonNode document;
    private final Map<String, String> names;
    private final List<Shot> shots = new ArrayList<>();

    /** @param names values for the names in paths, by operation and name, or by name alone */
    ContractFuzz(JsonNode document, Map<String, String> names) {
        this.document = document;
        this.names = names;
    }

    /** All of them, in the order of the contract. */
    List<Shot> shots() {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                aim(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())));
        return List.copyOf(shots);
    }

    private void aim(String method, String pattern, JsonNode operation) {
        String operationName = method + ' ' + pattern;
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        String body = schema.isMissingNode() ? "" : example(schema, 0).toString();
        String path = pattern;
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode known = resolved(parameter);
            if (known.path("in").asString("").equals("path")) {
                path = path.replace('{' + known.path("name").stringValue() + '}', name(operationName, known));
            }
        }
        shots.add(new Shot(operationName, method, path, List.of(), body, "nothing"));
        for (JsonNode parameter : operation.path("parameters")) {
            wrongParameter(operationName, method, pattern, path, resolved(parameter), body);
        }
        if (!body.isEmpty()) {
            wrongBodies(operationName, method, path, JSON.readTree(body));
        }
    }

    private String name(String operation, JsonNode parameter) {
        String name = parameter.path("name").stringValue();
        return names.getOrDefault(operation + ' ' + name, names.getOrDefault(name, "1"));
    }

    private void wrongParameter(
            String operation, String method, String pattern, String path, JsonNode parameter, String body) {
        String name = parameter.path("name").stringValue();
        for (String value : VALUES) {
            JsonNode json = JSON.readTree(value);
            String text = json.isString() ? json.stringValue() : value;
            String encoded = URLEncoder.encode(text, UTF_8).replace("+", "%20");
            String wrong = name + " = " + value;
            switch (parameter.path("in").asString("")) {
                case "path" -> {
                    String other = pattern.replace('{' + name + '}', encoded);
                    if (encoded.length() < 3_000 && !other.contains("{")) {
                        shots.add(new Shot(operation, method, other, List.of(), body, wrong));
                    }
                }
                case "query" -> {
                    if (encoded.length() < 3_000) {
                        shots.add(
                                new Shot(operation, method, path + '?' + name + '=' + encoded, List.of(), body, wrong));
                    }
                }
                case "header" -> {
                    if (text.matches("[\\x21-\\x7e][\\x20-\\x7e]{0,8000}")) {
                        shots.add(new Shot(operation, method, path, List.of(name, text), body, wrong));
                    }
                }
                default -> throw new IllegalStateException("a parameter is " + parameter);
            }
        }
    }

    private void wrongBodies(String operation, String method, String path, JsonNode right) {
        for (String value : VALUES) {
            shots.add(new Shot(operation, method, path, List.of(), value, "body = " + value));
        }
        for (String pointer : pointers("", right, new ArrayList<>())) {
            for (String value : VALUES) {
                JsonNode body = right.deepCopy();
                put(body, pointer, "\"<here>\"");
                String raw = body.toString().replace("\"<here>\"", value);
                shots.add(new Shot(operation, method, path, List.of(), raw, pointer + " = " + value));
            }
        }
    }

    private static List<String> pointers(String at, JsonNode node, List<String> found) {
        node.properties().forEach(field -> {
            found.add(at + '/' + field.getKey());
            pointers(at + '/' + field.getKey(), field.getValue(), found);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            found.add(at + '/' + i);
            pointers(at + '/' + i, node.get(i), found);
        }
        return found;
    }

    private static void put(JsonNode body, String pointer, String json) {
        int slash = pointer.lastIndexOf('/');
        String last = pointer.substring(slash + 1);
        switch (body.at(pointer.substring(0, slash))) {
            case ObjectNode object -> object.set(last, JSON.readTree(json));
            case ArrayNode array -> array.set(Integer.parseInt(last), JSON.readTree(json));
            default -> throw new IllegalArgumentException("nothing at " + pointer);
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    /** A value that the schema describes, with every optional part. */
    private JsonNode example(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        if (schema.has("enum")) {
            return schema.at("/enum/0");
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                schema.path("properties")
                        .properties()
                        .forEach(field -> object.set(field.getKey(), example(field.getValue(), depth + 1)));
                yield object;
            }
            case "array" -> JSON.createArrayNode().add(example(schema.path("items"), depth + 1));
            case "integer" -> JSON.getNodeFactory().numberNode(1);
            case "string" -> JSON.getNodeFactory().stringNode(text(schema));
            default -> throw new IllegalStateException("no example of " + schema);
        };
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> names.getOrDefault("user", "");
            case "email" -> "fuzz@contract.example";
            default ->
                switch (schema.path("pattern").asString("")) {
                    case "^[A-Z]{2}$" -> "GB";
                    case "^[A-Z]{3}$" -> "EUR";
                    default -> "correct-horse";
                };
        };
    }
}
