package skald.toolkit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How answers are written: null and absent left out, instants as RFC 3339 in UTC with exactly six digits (what PostgreSQL
 * keeps, and fixed width sorts as text), enum constants as lower-case words.
 */
final class Wire {

    private static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter().withZone(ZoneOffset.UTC);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantWriter())
                    .addSerializer(Enum.class, new WordWriter()))
            .build();

    private Wire() {}

    static byte[] encode(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    private static final class InstantWriter extends StdSerializer<Instant> {
        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
            json.writeString(MICROSECONDS.format(instant));
        }
    }

    @SuppressWarnings("rawtypes") // the serializer of all enums has no other name in Java
    private static final class WordWriter extends StdSerializer<Enum> {
        WordWriter() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum constant, JsonGenerator json, SerializationContext context) {
            json.writeString(Texts.word((Enum<?>) constant));
        }
    }
}
