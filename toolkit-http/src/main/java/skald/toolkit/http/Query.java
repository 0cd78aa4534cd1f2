package skald.toolkit.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, read one by one by the mapper given to {@link Request#query}, in the manner of
 * {@link Fields}: all errors together, each with the pointer {@code ?name}; unread and repeated parameters are errors; an
 * empty value counts as absent. Everything wrong here is a 400.
 */
public final class Query {

    /** More parameters than any route has; bounds the work on a hostile query. */
    private static final int MAX_PARAMETERS = 100;

    private final Map<String, String> parameters;
    private final Findings findings;
    private final Values values;
    private final Set<String> known = new LinkedHashSet<>();

    private Query(Map<String, String> parameters, Findings findings) {
        this.parameters = parameters;
        this.findings = findings;
        this.values = new Values(findings);
    }

    static <T> T read(@Nullable String raw, Function<Query, T> mapper) {
        Findings findings = new Findings();
        Query query = new Query(parse(raw == null ? "" : raw, findings), findings);
        @Nullable T value = null;
        try {
            value = mapper.apply(query);
            query.reportUnknown();
        } catch (IllegalArgumentException refusal) {
            if (findings.count() == 0) {
                findings.refused("", "refused", Values.reason(refusal));
            }
        } catch (RuntimeException afterPlaceholder) {
            if (findings.count() == 0) {
                throw afterPlaceholder;
            }
        }
        findings.raiseMalformed();
        return java.util.Objects.requireNonNull(value);
    }

    public String text(String name, int maxLength) {
        return required(name, optionalText(name, maxLength)).orElse("");
    }

    public Optional<String> optionalText(String name, int maxLength) {
        return present(name).flatMap(text -> values.text(text, at(name), maxLength));
    }

    /** A text as the domain's own type, whose IllegalArgumentException becomes an error of this parameter. */
    public <T> Optional<T> optionalText(String name, int maxLength, Function<String, T> type) {
        return optionalText(name, maxLength).flatMap(text -> values.typed(text, at(name), type));
    }

    public Optional<UUID> optionalUuid(String name) {
        return present(name).flatMap(text -> values.uuid(text, at(name)));
    }

    /** An enum constant as a lower-case word: {@code on-hold} for {@code ON_HOLD}. */
    public <E extends Enum<E>> Optional<E> optionalWord(String name, Class<E> type) {
        return present(name).flatMap(text -> values.word(text, at(name), type));
    }

    public Optional<Instant> optionalInstant(String name) {
        return present(name).flatMap(text -> values.instant(text, at(name)));
    }

    /** {@code true} or {@code false}; absent is false. */
    public boolean flag(String name) {
        Optional<String> text = present(name);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            findings.refused(at(name), "bad-format", "must be true or false");
        }
        return text.filter("true"::equals).isPresent();
    }

    public Optional<Long> optionalWholeNumber(String name, long min, long max) {
        return present(name).flatMap(text -> {
            if (!text.matches("-?[0-9]{1,30}")) {
                findings.refused(at(name), "bad-format", "must be a whole number");
                return Optional.empty();
            }
            try {
                long number = Long.parseLong(text);
                return values.inRange(number, at(name), min, max) ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException _) {
                values.outOfRange(at(name), min, max);
                return Optional.empty();
            }
        });
    }

    /** The page size: {@code limit}, 1 to 200, 50 if absent. */
    public int limit() {
        return optionalWholeNumber("limit", 1, 200).map(Math::toIntExact).orElse(50);
    }

    /** Where the page begins: {@code after}, a cursor from {@link Page#next}. What the mapper refuses is an error. */
    public <T> Optional<T> after(Function<Cursor, T> mapper) {
        return present("after").flatMap(text -> {
            Optional<T> position = Cursor.decode(text).flatMap(cursor -> mapped(cursor, mapper));
            if (position.isEmpty()) {
                findings.refused(
                        at("after"),
                        "bad-cursor",
                        "is not a cursor of this collection: take it from \"next\" of a page");
            }
            return position;
        });
    }

    /** Refuses a parameter for a reason of the caller's own. */
    public void refuse(String name, String code, String detail) {
        findings.refused(at(name), code, detail);
    }

    private static <T> Optional<T> mapped(Cursor cursor, Function<Cursor, T> mapper) {
        try {
            return Optional.of(mapper.apply(cursor));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Optional<String> present(String name) {
        known.add(name);
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
    }

    private <T> Optional<T> required(String name, Optional<T> value) {
        if (present(name).isEmpty()) {
            findings.malformed(at(name), "required", "is required");
        }
        return value;
    }

    private void reportUnknown() {
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                findings.malformed(at(name), "unknown-parameter", Texts.unknown(name, known));
            }
        }
    }

    private static String at(String name) {
        return "?" + Texts.excerpt(name);
    }

    private static Map<String, String> parse(String raw, Findings findings) {
        Map<String, String> parsed = new LinkedHashMap<>();
        List<String> parts = List.of(raw.split("&", MAX_PARAMETERS + 1));
        if (parts.size() > MAX_PARAMETERS) {
            findings.malformed("?", "too-many", "at most " + MAX_PARAMETERS + " parameters are allowed");
            return parsed;
        }
        for (String part : parts) {
            int equals = part.indexOf('=');
            String rawName = equals < 0 ? part : part.substring(0, equals);
            Optional<String> name = Texts.percentDecoded(rawName, true);
            Optional<String> value = Texts.percentDecoded(equals < 0 ? "" : part.substring(equals + 1), true);
            if (name.isEmpty() || value.isEmpty()) {
                findings.malformed(at(rawName), "bad-encoding", "is not percent-encoded UTF-8");
            } else if (!part.isEmpty() && parsed.putIfAbsent(name.get(), value.get()) != null) {
                findings.malformed(at(name.get()), "repeated", "is given more than once");
            }
        }
        return parsed;
    }

    /** {@code path?raw} with some parameters replaced or added. */
    static String with(String path, @Nullable String raw, Map<String, String> replaced) {
        Map<String, String> parameters = new LinkedHashMap<>(parse(raw == null ? "" : raw, new Findings()));
        parameters.putAll(replaced);
        List<String> parts = new ArrayList<>();
        parameters.forEach((name, value) -> parts.add(encoded(name) + "=" + encoded(value)));
        return path + "?" + String.join("&", parts);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
