package skald.platform.run;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import skald.platform.run.Target.Name;
import skald.platform.run.Target.Parameter;
import skald.toolkit.http.Cursor;

/** What is wrong wherever a value of some kind is expected. */
final class WrongValues {
    /** As JSON: of a text that somebody gives. */
    static final List<String> TEXTS = with(
            words("\"\" \"\\u200b\" \"\\u0000\" \"a\\u0000b\" \"\\ud800\" \"\\udfff\\ud800\" \"\\u001b[2J\""),
            "\" \\t\"",
            '"' + "x".repeat(5_000) + '"',
            '"' + "x".repeat(70_000) + '"');

    /** As JSON: of a whole number that is neither negative nor more than 2^63 - 2. */
    static final List<String> NUMBERS = with(words("""
        1e400 -1e400 1e-400 9223372036854775807 9223372036854775808 -9223372036854775809 -1 1.5 1.0 1e2 "1"\
        """), "1" + "0".repeat(30), "9".repeat(101));

    /** As JSON: one of each type. */
    static final List<String> TYPES = with(words("null true 7 \"text\" [] [[]] {}"), "{\"a\": 1}");

    static final List<String> BODIES = with(
            words("null [] 7 \"text\" true { } {] {\"a\"} {\"a\":} {\"a\":NaN} {\"a\":01} {'a':1} {\"a\":1,} /**/{}"
                    + " {}{}"),
            " ",
            "{} x",
            "\ufeff{}",
            "\u0000",
            "[".repeat(100_000),
            "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));

    static final List<String> MEDIA = List.of(
            "text/plain",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=iso-8859-1",
            "json");

    static final List<String> KEYS = List.of("", " ", "two words", "\"\"", "k".repeat(256));

    static final List<String> POSITIONS = with(
            words("orders orders.0 orders.x.1 orders.0.-1 orders.99.1 nobody.0.1 orders.0.1.2"),
            "",
            "orders.0." + "9".repeat(40));

    static final List<String> VERSIONS = words("x \" W/ \"x \"7\"");

    /** Neither NUL, nor halves of characters, nor ways out of a folder or a statement are names; percent-encoded. */
    private static final List<String> NO_NAMES =
            words("%00 a%00b %ED%A0%80 %C0%AF %F0%9F%92%A9 %2e%2e%2f a%2Fb %27%20or%201%3D1 %7Bid%7D -");

    static final Map<Name, List<String>> NAMES = Map.of(
            Name.ID,
            with(
                    NO_NAMES,
                    "x",
                    "0",
                    "null",
                    "1-1-1-1-1",
                    "01890a5d-ac96-774b-bcce-b302099a805g",
                    "01890a5dac96774bbcceb302099a8057",
                    "a".repeat(2_000),
                    Name.ID.example),
            Name.SKU,
            with(NO_NAMES, "a%20b", ".", "a".repeat(65), "a".repeat(2_000)),
            Name.SAGA,
            with(NO_NAMES, "x", "~", "order~", "~x", "order~%00", "nothing~x", "a".repeat(201), Name.SAGA.example),
            Name.DEAD_LETTER,
            with(
                    NO_NAMES,
                    "x",
                    "~",
                    "orders~",
                    "~1",
                    "orders~0",
                    "orders~-1",
                    "orders~9999999999999999999",
                    "nobody~1"),
            Name.PROJECTION,
            with(NO_NAMES, "nothing", "ORDERS", "a".repeat(101)));

    private static final List<String> CURSORS = with(
            words("x AAAA AAAAAAAA %00"),
            "a".repeat(1_500),
            Cursor.of().encode(),
            Cursor.of("a\u0000b").encode(),
            Cursor.of("order\u0000", "\u0000").encode());

    /** Query parameters, percent-encoded. */
    static final Map<Parameter, List<String>> PARAMETERS = Map.of(
            Parameter.LIMIT,
            with(words("0 -1 201 1.5 1e2 ten %20"), "9".repeat(30), "9".repeat(3_000)),
            Parameter.ID,
            words("x 0 1-1-1-1-1 null %00 01890a5d-ac96-774b-bcce-b302099a80570"),
            Parameter.WORD,
            with(words("nonsense STUCK , pending; %00"), "x".repeat(1_000)),
            Parameter.TIME,
            words("""
                yesterday 2026 2026-01-31 2026-01-31T09:30:00 2026-13-01T00:00:00Z 1767225600 %00
                %2B1000000000-12-31T23:59:59Z -0001-01-01T00:00:00Z\
                """),
            Parameter.TEXT,
            with(words("%00 a%00b %ED%A0%80 %20"), "x".repeat(3_000)),
            Parameter.CURSOR_OF_TEXTS,
            CURSORS,
            Parameter.CURSOR,
            with(
                    CURSORS,
                    Cursor.of("not a time", "not an id").encode(),
                    Cursor.of("+1000000000-12-31T23:59:59Z", Name.ID.example).encode(),
                    Cursor.of("-1000000000-01-01T00:00:00Z", Name.ID.example).encode()));

    private WrongValues() {}

    private static List<String> words(String words) {
        return List.of(words.strip().split("\\s+"));
    }

    private static List<String> with(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
