package skald.toolkit.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object, read one by one by the mapper given to {@link Request#json}. All errors are collected and
 * answered together; a field that no one reads is an error too. A JSON null counts as absent.
 *
 * <p>After an error the accessor returns a placeholder (a bound, an empty string, false, null) so that the mapper can go
 * on to the other fields. What the mapper builds or throws from placeholders is dropped. What it throws as
 * IllegalArgumentException although all fields are right refuses the object: 422 at its pointer.
 *
 * <p>Texts are never blank and contain no control characters and no halves of surrogate pairs; lengths are counted in
 * code points.
 */
public final class Fields {

    private final ObjectNode object;
    private final String pointer;
    private final Findings findings;
    private final Values values;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(ObjectNode object, String pointer, Findings findings) {
        this.object = object;
        this.pointer = pointer;
        this.findings = findings;
        this.values = new Values(findings);
    }

    /** Runs {@code mapper} over an object; empty if something was recorded. */
    static <T> Optional<T> map(ObjectNode object, String pointer, Findings findings, Function<Fields, T> mapper) {
        Fields fields = new Fields(object, pointer, findings);
        int before = findings.count();
        try {
            T value = mapper.apply(fields);
            fields.reportUnknown();
            return findings.count() == before ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException refusal) {
            if (findings.count() == before) {
                findings.refused(pointer, "refused", Values.reason(refusal));
            }
        } catch (RuntimeException afterPlaceholder) {
            if (findings.count() == before) {
                throw afterPlaceholder;
            }
        }
        return Optional.empty();
    }

    public String text(String name, int maxLength) {
        return required(name).flatMap(node -> textOf(node, name, maxLength)).orElse("");
    }

    /** A text as the domain's own type, whose IllegalArgumentException becomes an error of this field. */
    public <T> T text(String name, int maxLength, Function<String, T> type) {
        return orPlaceholder(required(name)
                .flatMap(node -> textOf(node, name, maxLength))
                .flatMap(text -> values.typed(text, at(name), type)));
    }

    public Optional<String> optionalText(String name, int maxLength) {
        return present(name).flatMap(node -> textOf(node, name, maxLength));
    }

    public <T> Optional<T> optionalText(String name, int maxLength, Function<String, T> type) {
        return optionalText(name, maxLength).flatMap(text -> values.typed(text, at(name), type));
    }

    /** A whole number in JSON's integer form: neither 1.5 nor 1.0 nor 1e3 nor "1". */
    public long wholeNumber(String name, long min, long max) {
        return required(name).flatMap(node -> numberOf(node, name, min, max)).orElse(min);
    }

    public <T> T wholeNumber(String name, long min, long max, Function<Long, T> type) {
        return orPlaceholder(required(name)
                .flatMap(node -> numberOf(node, name, min, max))
                .flatMap(number -> values.typed(number, at(name), type)));
    }

    public Optional<Long> optionalWholeNumber(String name, long min, long max) {
        return present(name).flatMap(node -> numberOf(node, name, min, max));
    }

    /** {@link #wholeNumber} as an int. */
    public int integer(String name, int min, int max) {
        return Math.toIntExact(wholeNumber(name, min, max));
    }

    public Optional<Integer> optionalInteger(String name, int min, int max) {
        return optionalWholeNumber(name, min, max).map(Math::toIntExact);
    }

    public boolean flag(String name) {
        return required(name).flatMap(node -> flagOf(node, name)).orElse(false);
    }

    public Optional<Boolean> optionalFlag(String name) {
        return present(name).flatMap(node -> flagOf(node, name));
    }

    public UUID uuid(String name) {
        return orPlaceholder(
                required(name).flatMap(node -> stringOf(node, name)).flatMap(text -> values.uuid(text, at(name))));
    }

    public Optional<UUID> optionalUuid(String name) {
        return present(name).flatMap(node -> stringOf(node, name)).flatMap(text -> values.uuid(text, at(name)));
    }

    public String email(String name) {
        return required(name)
                .flatMap(node -> stringOf(node, name))
                .flatMap(text -> values.email(text, at(name)))
                .orElse("");
    }

    public Optional<String> optionalEmail(String name) {
        return present(name).flatMap(node -> stringOf(node, name)).flatMap(text -> values.email(text, at(name)));
    }

    /** An enum constant as a lower-case word: {@code on-hold} for {@code ON_HOLD}. */
    public <E extends Enum<E>> E word(String name, Class<E> type) {
        return orPlaceholder(required(name)
                .flatMap(node -> stringOf(node, name))
                .flatMap(text -> values.word(text, at(name), type)));
    }

    public <E extends Enum<E>> Optional<E> optionalWord(String name, Class<E> type) {
        return present(name).flatMap(node -> stringOf(node, name)).flatMap(text -> values.word(text, at(name), type));
    }

    public Instant instant(String name) {
        return orPlaceholder(
                required(name).flatMap(node -> stringOf(node, name)).flatMap(text -> values.instant(text, at(name))));
    }

    public Optional<Instant> optionalInstant(String name) {
        return present(name).flatMap(node -> stringOf(node, name)).flatMap(text -> values.instant(text, at(name)));
    }

    public <T> T object(String name, Function<Fields, T> mapper) {
        return orPlaceholder(required(name).flatMap(node -> objectOf(node, at(name), mapper)));
    }

    public <T> Optional<T> optionalObject(String name, Function<Fields, T> mapper) {
        return present(name).flatMap(node -> objectOf(node, at(name), mapper));
    }

    /** An array of {@code min} to {@code max} objects. */
    public <T> List<T> list(String name, int min, int max, Function<Fields, T> mapper) {
        return required(name)
                .map(node -> elements(node, name, min, max, (element, where) -> objectOf(element, where, mapper)))
                .orElse(List.of());
    }

    /** An array of {@code min} to {@code max} texts. */
    public List<String> texts(String name, int min, int max, int maxLength) {
        return required(name)
                .map(node -> elements(
                        node,
                        name,
                        min,
                        max,
                        (element, where) ->
                                stringAt(element, where).flatMap(text -> values.text(text, where, maxLength))))
                .orElse(List.of());
    }

    /** {@link #list} whose absence is the same as no elements. */
    public <T> List<T> optionalList(String name, int max, Function<Fields, T> mapper) {
        return has(name) ? list(name, 0, max, mapper) : List.of();
    }

    /** {@link #texts} whose absence is the same as no elements. */
    public List<String> optionalTexts(String name, int max, int maxLength) {
        return has(name) ? texts(name, 0, max, maxLength) : List.of();
    }

    /** Refuses a field (or, with an empty name, the whole object) for a reason of the caller's own. */
    public void refuse(String name, String code, String detail) {
        findings.refused(name.isEmpty() ? pointer : at(name), code, detail);
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return present(name).isPresent();
    }

    private interface Element<T> {
        Optional<T> read(JsonNode element, String pointer);
    }

    private <T> List<T> elements(JsonNode node, String name, int min, int max, Element<T> element) {
        if (!node.isArray()) {
            wrongType(node, at(name), "an array");
        } else if (node.size() < min || node.size() > max) {
            String detail = "must have " + min + " to " + max + " elements, not " + node.size();
            findings.refused(at(name), node.size() < min ? "too-few" : "too-many", detail);
        } else {
            List<T> read = new ArrayList<>(node.size());
            for (int i = 0; i < node.size(); i++) {
                element.read(node.get(i), at(name) + "/" + i).ifPresent(read::add);
            }
            return List.copyOf(read);
        }
        return List.of();
    }

    private <T> Optional<T> objectOf(JsonNode node, String where, Function<Fields, T> mapper) {
        if (node instanceof ObjectNode inner) {
            return map(inner, where, findings, mapper);
        }
        return wrongType(node, where, "an object");
    }

    private Optional<String> textOf(JsonNode node, String name, int maxLength) {
        return stringOf(node, name).flatMap(text -> values.text(text, at(name), maxLength));
    }

    private Optional<String> stringOf(JsonNode node, String name) {
        return stringAt(node, at(name));
    }

    private Optional<String> stringAt(JsonNode node, String where) {
        return node.isString() ? Optional.of(node.stringValue()) : wrongType(node, where, "a string");
    }

    private Optional<Boolean> flagOf(JsonNode node, String name) {
        return node.isBoolean() ? Optional.of(node.booleanValue()) : wrongType(node, at(name), "true or false");
    }

    private Optional<Long> numberOf(JsonNode node, String name, long min, long max) {
        if (!node.isIntegralNumber()) {
            return wrongType(node, at(name), "a whole number (digits only)");
        }
        if (!node.canConvertToLong()) {
            values.outOfRange(at(name), min, max);
            return Optional.empty();
        }
        return values.inRange(node.longValue(), at(name), min, max) ? Optional.of(node.longValue()) : Optional.empty();
    }

    private Optional<JsonNode> present(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    private Optional<JsonNode> required(String name) {
        Optional<JsonNode> node = present(name);
        if (node.isEmpty()) {
            findings.malformed(at(name), "required", "is required");
        }
        return node;
    }

    private <T> Optional<T> wrongType(JsonNode node, String where, String expected) {
        findings.malformed(where, "wrong-type", "must be " + expected + ", not " + JsonBody.kind(node));
        return Optional.empty();
    }

    private void reportUnknown() {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                findings.malformed(at(name), "unknown-field", Texts.unknown(name, known));
            }
        }
    }

    /** RFC 6901. */
    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** Null stands in after an error only, and {@link #map} drops whatever is made of it. */
    @SuppressWarnings("NullAway")
    private static <T> T orPlaceholder(Optional<T> value) {
        @Nullable T placeholder = value.orElse(null);
        return placeholder;
    }
}
