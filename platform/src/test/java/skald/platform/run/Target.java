package skald.platform.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A route as garbage is made for it: what a right request to it looks like. */
final class Target {
    /** What a part of a path names. */
    enum Name {
        /** An id that nothing has. */
        ID("01890a5d-ac96-774b-bcce-b302099a8057"),
        SKU("NO-SUCH-THING"),
        SAGA("order~01890a5d-ac96-774b-bcce-b302099a8057"),
        DEAD_LETTER("orders~999999999"),
        PROJECTION("orders");

        final String example;

        Name(String example) {
            this.example = example;
        }
    }

    /** What a query parameter is. */
    enum Parameter {
        LIMIT,
        ID,
        WORD,
        TIME,
        TEXT,
        CURSOR,
        CURSOR_OF_TEXTS
    }

    final String method;
    final String pattern;
    final Map<String, Name> names = new LinkedHashMap<>();
    final Map<String, Parameter> parameters = new LinkedHashMap<>();
    /** Values that are wrong here only, as JSON, by the pointer of their field. */
    final Map<String, List<String>> wrongValues = new HashMap<>();

    final List<String> optional = new ArrayList<>();
    String body = "";
    boolean bodyRequired;
    boolean takesKey;
    boolean takesPosition;
    boolean takesVersion;

    private Target(String method, String pattern) {
        this.method = method;
        this.pattern = pattern;
    }

    /** @param route such as {@code GET /v1/orders/{id}} */
    static Target of(String route) {
        int space = route.indexOf(' ');
        return new Target(route.substring(0, space), route.substring(space + 1));
    }

    Target name(String part, Name name) {
        names.put(part, name);
        return this;
    }

    Target parameter(String name, Parameter parameter) {
        parameters.put(name, parameter);
        return this;
    }

    /** A page of a collection. */
    Target paged() {
        return parameter("limit", Parameter.LIMIT).parameter("after", Parameter.CURSOR);
    }

    /** A right body in which every field is given. */
    Target body(String json) {
        body = json;
        bodyRequired = true;
        return this;
    }

    Target bodyMayBeMissing() {
        bodyRequired = false;
        return this;
    }

    /** The pointers of fields that may be missing. */
    Target optional(String... pointers) {
        optional.addAll(List.of(pointers));
        return this;
    }

    Target wrong(String pointer, String... values) {
        wrongValues.put(pointer, List.of(values));
        return this;
    }

    /** It reads an {@code Idempotency-Key}. */
    Target key() {
        takesKey = true;
        return this;
    }

    /** It reads a {@code Skald-Position}. */
    Target position() {
        takesPosition = true;
        return this;
    }

    /** It reads an {@code If-Match}. */
    Target version() {
        takesVersion = true;
        return this;
    }

    String route() {
        return method + ' ' + pattern;
    }

    /** The path with examples for its names. */
    String path() {
        return path(Map.of());
    }

    /** The path with some names given, already encoded, and examples for the others. */
    String path(Map<String, String> given) {
        String path = pattern;
        for (Map.Entry<String, Name> name : names.entrySet()) {
            path = path.replace('{' + name.getKey() + '}', given.getOrDefault(name.getKey(), name.getValue().example));
        }
        return path;
    }

    @Override
    public String toString() {
        return route();
    }
}
