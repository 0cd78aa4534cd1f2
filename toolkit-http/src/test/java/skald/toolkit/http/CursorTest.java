package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final UUID ID = UUID.fromString("0190a3c8-7b1e-7c54-9d5e-0f6a1b2c3d4e");

    @Test
    void keys_come_back_as_they_went_in() {
        Instant at = Instant.parse("2026-01-31T09:30:00.123456Z");
        Cursor cursor =
                Cursor.decode(Cursor.of(at, ID, 7L, "größe|\"").encode()).orElseThrow();
        assertThat(cursor.instant(0)).isEqualTo(at);
        assertThat(cursor.uuid(1)).isEqualTo(ID);
        assertThat(cursor.number(2)).isEqualTo(7);
        assertThat(cursor.text(3)).isEqualTo("größe|\"");
    }

    @Test
    void a_cursor_changed_in_any_place_is_recognised() {
        String encoded = Cursor.of("2026-01-31T09:30:00Z", ID).encode();
        for (int at = 0; at < encoded.length() - 1; at++) {
            char other = encoded.charAt(at) == 'A' ? 'B' : 'A';
            String changed = encoded.substring(0, at) + other + encoded.substring(at + 1);
            assertThat(Cursor.decode(changed)).as(changed).isEmpty();
        }
        assertThat(Cursor.decode(encoded.substring(0, encoded.length() - 4))).isEmpty();
        assertThat(Cursor.decode("")).isEmpty();
    }

    @Test
    void keys_that_no_database_takes_are_refused() {
        assertThatThrownBy(() -> decoded("a\u0000b").text(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoded("+1000000000-12-31T23:59:59Z").instant(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> decoded("yesterday").instant(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Cursor decoded(String key) {
        return Cursor.decode(Cursor.of(key).encode()).orElseThrow();
    }
}
