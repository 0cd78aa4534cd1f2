package skald.toolkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The messages that a service knows: their type names and their JSON. A type name is
 * {@code <prefix>.<class-name-in-kebab-case>.v<n>}, such as {@code skald.orders.order-placed.v1}; a class whose name ends
 * in {@code V2} has version 2. Immutable and thread-safe.
 *
 * <p>Fields that a reader does not know are skipped and fields that a writer did not know are {@code null} (or zero), so
 * that a message may gain optional fields.
 */
public final class MessageTypes {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    private record Type(String name, Class<?> body, ObjectReader reader, ObjectWriter writer) {}

    private final Map<String, Type> byName;
    private final Map<Class<?>, Type> byClass;

    private MessageTypes(Map<String, Type> byName, Map<Class<?>, Type> byClass) {
        this.byName = Map.copyOf(byName);
        this.byClass = Map.copyOf(byClass);
    }

    /** No types. */
    public static MessageTypes none() {
        return new MessageTypes(Map.of(), Map.of());
    }

    /** The types of {@code bodies}, named with {@code prefix}. */
    public static MessageTypes of(String prefix, Class<?>... bodies) {
        Map<String, Type> byName = new HashMap<>();
        Map<Class<?>, Type> byClass = new HashMap<>();
        for (Class<?> body : bodies) {
            Type type = new Type(nameOf(prefix, body), body, JSON.readerFor(body), JSON.writerFor(body));
            if (byName.put(type.name(), type) != null) {
                throw new IllegalArgumentException("two classes would be called " + type.name());
            }
            byClass.put(body, type);
        }
        return new MessageTypes(byName, byClass);
    }

    /** The types of several prefixes. */
    public static MessageTypes of(Map<String, ? extends Collection<Class<?>>> bodiesByPrefix) {
        MessageTypes all = none();
        for (var entry : bodiesByPrefix.entrySet()) {
            all = all.and(of(entry.getKey(), entry.getValue().toArray(Class<?>[]::new)));
        }
        return all;
    }

    /** These types and those of {@code other}; a type in both must have the same class. */
    public MessageTypes and(MessageTypes other) {
        Map<String, Type> names = new HashMap<>(byName);
        Map<Class<?>, Type> classes = new HashMap<>(byClass);
        other.byName.forEach((name, type) -> {
            Type known = names.putIfAbsent(name, type);
            if (known != null && known.body() != type.body()) {
                throw new IllegalArgumentException(name + " names both " + known.body() + " and " + type.body());
            }
        });
        other.byClass.forEach(classes::putIfAbsent);
        return new MessageTypes(names, classes);
    }

    /** The type name of messages with such a body. */
    public String name(Class<?> body) {
        return known(body).name();
    }

    /** Whether messages of this type can be read here. */
    public boolean knows(String name) {
        return byName.containsKey(name);
    }

    /** The class of bodies of that type. */
    public Class<?> body(String name) {
        return known(name).body();
    }

    /** All type names with the classes of their bodies. */
    public Map<String, Class<?>> all() {
        Map<String, Class<?>> all = new HashMap<>();
        byName.forEach((name, type) -> all.put(name, type.body()));
        return Map.copyOf(all);
    }

    /** The JSON of {@code body}, UTF-8. */
    public byte[] encode(Object body) {
        return known(body.getClass()).writer().writeValueAsBytes(body);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if {@code json} is not such a message
     */
    public Object decode(String name, byte[] json) {
        try {
            return known(name).reader().readValue(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a " + name + ": " + e.getOriginalMessage(), e);
        }
    }

    private Type known(Class<?> body) {
        Type type = byClass.get(body);
        if (type == null) {
            throw new IllegalArgumentException(body.getName() + " is not among the message types of this service");
        }
        return type;
    }

    private Type known(String name) {
        Type type = byName.get(name);
        if (type == null) {
            throw new IllegalArgumentException("message type " + name + " is not known to this service");
        }
        return type;
    }

    private static String nameOf(String prefix, Class<?> body) {
        String simple = body.getSimpleName();
        String version = "1";
        int v = simple.lastIndexOf('V');
        if (v > 0 && v < simple.length() - 1 && simple.substring(v + 1).chars().allMatch(Character::isDigit)) {
            version = simple.substring(v + 1);
            simple = simple.substring(0, v);
        }
        String kebab = simple.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
        return prefix + '.' + kebab + ".v" + version;
    }
}
