package skald.toolkit.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request body as one JSON object, strictly and within bounds (RFC 8259). */
final class JsonBody {

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(64 << 10)
            .maxNumberLength(100)
            .maxNameLength(200)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(BOUNDS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // tree() looks itself, to name it
            .build();

    private JsonBody() {}

    /** The body as a value; a missing content type is taken for JSON, because nothing else is understood anyway. */
    static <T> T read(Optional<String> contentType, byte[] body, Function<Fields, T> mapper) {
        if (contentType.isPresent() && !isJson(contentType.get())) {
            throw Problem.unsupportedMediaType(Response.JSON).exception();
        }
        ObjectNode object = object(body);
        Findings findings = new Findings();
        Optional<T> value = Fields.map(object, "", findings, mapper);
        findings.raise();
        return value.orElseThrow();
    }

    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "null";
            case NUMBER -> node.isIntegralNumber() ? "a number" : "a number with fraction or exponent";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BINARY, POJO -> "something else";
        };
    }

    private static boolean isJson(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
        boolean charsetFits = parts.length == 1
                || !parts[1].contains("charset")
                || parts[1].replace("\"", "").replace(" ", "").contains("charset=utf-8");
        return parts[0].strip().equals(Response.JSON) && charsetFits;
    }

    private static ObjectNode object(byte[] body) {
        // Jackson would guess UTF-16 and UTF-32 and let some invalid UTF-8 through.
        String text = Texts.utf8(body)
                .orElseThrow(() -> broken("", "bad-encoding", "The body is not valid UTF-8; JSON is sent as UTF-8."));
        if (text.isBlank()) {
            throw broken("", "empty-body", "A JSON object is expected, the body is empty.");
        }
        JsonNode root = tree(text);
        if (root instanceof ObjectNode object) {
            return object;
        }
        throw broken("", "wrong-type", "A JSON object is expected, not " + kind(root) + ".");
    }

    private static JsonNode tree(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            try {
                JsonNode root = MAPPER.readTree(parser);
                if (parser.nextToken() != null) {
                    throw broken("", "trailing-content", "Something follows the JSON object.");
                }
                return root;
            } catch (JacksonException refusal) {
                throw explained(refusal, parser);
            }
        }
    }

    private static ProblemException explained(JacksonException refusal, JsonParser parser) {
        String place = parser.streamReadContext().pathAsPointer().toString();
        String where = refusal.getLocation() == null
                ? ""
                : " (line " + refusal.getLocation().getLineNr() + ", column "
                        + refusal.getLocation().getColumnNr() + ")";
        String message = refusal.getOriginalMessage() == null ? "" : refusal.getOriginalMessage();
        if (refusal instanceof StreamConstraintsException) {
            return broken(
                    place,
                    "too-large",
                    "JSON may nest " + BOUNDS.getMaxNestingDepth() + " deep, with strings of "
                            + BOUNDS.getMaxStringLength() + ", numbers of " + BOUNDS.getMaxNumberLength()
                            + " and names of "
                            + BOUNDS.getMaxNameLength() + " characters" + where + ".");
        }
        if (message.startsWith("Duplicate ")) {
            return broken(place, "duplicate-field", "The field appears twice in its object" + where + ".");
        }
        return broken(place, "bad-json", "The body is not valid JSON" + where + ".");
    }

    private static ProblemException broken(String pointer, String code, String detail) {
        return Problem.malformed(List.of(new Problem.FieldError(pointer, code, detail)))
                .exception();
    }
}
