package skald.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import skald.contracts.orders.PricedLine;
import skald.toolkit.MessageTypes;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every published message has an approved JSON example, so that nobody changes what others read without noticing. After a
 * change that is meant and compatible: run this test with {@code -Dskald.approve=true} and look at the difference.
 */
class ApprovedMessagesTest {
    private static final Path APPROVED = Path.of("src/test/resources/approved");
    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Stream<String> types() {
        return TYPES.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_message_looks_as_it_was_approved(String type) throws IOException {
        Object example = example(TYPES.body(type));
        String json = PRETTY.writeValueAsString(PRETTY.readTree(TYPES.encode(example))) + '\n';
        Path file = APPROVED.resolve(type + ".json");
        if (Boolean.getBoolean("skald.approve")) {
            Files.createDirectories(APPROVED);
            Files.writeString(file, json);
        }

        assertThat(file)
                .as("the approved example; write it with -Dskald.approve=true")
                .exists();
        assertThat(json).isEqualTo(Files.readString(file));
        assertThat(TYPES.decode(type, Files.readString(file).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_reader_skips_fields_that_it_does_not_know(String type) throws IOException {
        String newer = Files.readString(APPROVED.resolve(type + ".json"))
                .replaceFirst("\\{", "{\"aFieldOfTomorrow\":{\"deep\":[1,2]},");

        assertThat(TYPES.decode(type, newer.getBytes(StandardCharsets.UTF_8))).isEqualTo(example(TYPES.body(type)));
    }

    @Test
    void no_example_is_left_of_a_message_that_is_gone() throws IOException {
        try (Stream<Path> files = Files.list(APPROVED)) {
            Set<String> approved = files.map(
                            file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toSet());
            assertThat(approved).isEqualTo(types().collect(Collectors.toSet()));
        }
    }

    private static Object example(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getName(), component.getGenericType()))
                .toArray();
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no example of " + record, e);
        }
    }

    private static Object value(String name, Type type) {
        if (type instanceof ParameterizedType list) {
            return List.of(value(name + "-1", list.getActualTypeArguments()[0]));
        }
        return switch (type.getTypeName()) {
            case "java.lang.String" -> "a-" + name;
            case "long", "java.lang.Long" -> 3L;
            case "boolean", "java.lang.Boolean" -> true;
            case "skald.contracts.Money" -> new Money(1999, "EUR");
            case "skald.contracts.Line" -> new Line("MUG", 2);
            case "skald.contracts.orders.PricedLine" -> new PricedLine("MUG", "A mug", 2, 850);
            case "skald.contracts.Address" -> new Address("Ada", "1 High Street", "N1", "London", "GB");
            default -> throw new AssertionError("no example of a " + type);
        };
    }
}
