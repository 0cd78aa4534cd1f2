package skald.platform.run;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The contract that a platform serves, against which its answers are held. Thread-safe. */
final class Contract {
    private static final JsonMapper JSON = new JsonMapper();

    /** One segment that is not only dots, as the replacement of a name in braces. */
    private static final String NAME = Matcher.quoteReplacement("(?!\\.{1,2}(/|$))[^/]+");

    private record Described(String name, Pattern path, JsonNode operation) {}

    private final JsonNode document;
    private final List<Described> operations = new ArrayList<>();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final Set<String> seen = new ConcurrentSkipListSet<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    Contract(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> {
            // A name in a path takes anything, but fixed words come first.
            Pattern pattern = Pattern.compile(path.getKey().replaceAll("\\{[a-z]+}", NAME));
            path.getValue()
                    .properties()
                    .forEach(method -> operations.add(new Described(
                            method.getKey().toUpperCase(java.util.Locale.ROOT) + ' ' + path.getKey(),
                            pattern,
                            method.getValue())));
        });
        operations.sort(
                java.util.Comparator.comparing(operation -> operation.name().contains("{")));
    }

    /** What is wrong with an answer; empty if it is as described, or the request was to no operation. */
    List<String> complaints(String method, String target, Answer answer) {
        String path = target.replaceAll("[?#].*", "");
        return operations.stream()
                .filter(operation -> operation.name().startsWith(method + ' '))
                .filter(operation -> operation.path().matcher(path).matches())
                .findFirst()
                .map(operation -> complaints(operation, answer))
                .orElse(List.of());
    }

    private List<String> complaints(Described operation, Answer answer) {
        JsonNode response = operation.operation().path("responses").path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            return List.of(operation.name() + " was answered " + answer + ", which is not described");
        }
        seen.add(operation.name() + ' ' + answer.status());
        JsonNode resolved = response.has("$ref")
                ? document.at(response.path("$ref").stringValue().substring(1))
                : response;
        List<String> complaints = new ArrayList<>();
        resolved.path("headers").propertyNames().forEach(header -> {
            if (answer.header(header).isEmpty() && !MAY_BE_MISSING.contains(header)) {
                complaints.add("without " + header);
            }
        });
        JsonNode content = resolved.path("content");
        if (content.isMissingNode()) {
            if (!answer.body().isEmpty()) {
                complaints.add("a body that is not described");
            }
        } else {
            complaints.addAll(bodyComplaints(content, answer));
        }
        return complaints.isEmpty()
                ? complaints
                : List.of(operation.name() + " was answered " + answer + ", and that is wrong: " + complaints);
    }

    private static final Set<String> MAY_BE_MISSING = Set.of("Link", "Skald-Position", "Idempotency-Replayed");

    private List<String> bodyComplaints(JsonNode content, Answer answer) {
        String type = answer.header("Content-Type").replaceAll(";.*", "");
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of("content type " + type);
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        return schemas.computeIfAbsent(schema.toString(), _ -> compiled(schema)).validate(answer.json()).stream()
                .map(Object::toString)
                .toList();
    }

    /** References are to the components, so that these come along. */
    private Schema compiled(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) schema);
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }

    /** Operation and status of everything that is described. */
    Set<String> described() {
        Set<String> described = new TreeSet<>();
        operations.forEach(operation -> operation
                .operation()
                .path("responses")
                .propertyNames()
                .forEach(status -> described.add(operation.name() + ' ' + status)));
        return described;
    }

    /** Operation and status of everything that was answered. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    /** All references that lead nowhere. */
    Set<String> danglingReferences() {
        Set<String> dangling = new TreeSet<>();
        document.findValues("$ref").forEach(reference -> {
            if (document.at(reference.stringValue().substring(1)).isMissingNode()) {
                dangling.add(reference.stringValue());
            }
        });
        return dangling;
    }

    /** Parts that nothing refers to. */
    Set<String> unusedComponents() {
        Map<String, String> all = new TreeMap<>();
        document.path("components").properties().stream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> kind.getValue()
                        .propertyNames()
                        .forEach(name -> all.put("#/components/" + kind.getKey() + '/' + name, name)));
        document.findValues("$ref").forEach(reference -> all.remove(reference.stringValue()));
        return all.keySet();
    }
}
