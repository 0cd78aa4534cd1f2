package skald.toolkit.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Strict readings of text, the same for bodies, paths, parameters and headers. */
final class Texts {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Deliberately loose: only a delivered message proves an address. 254 characters is the SMTP limit (RFC 5321). */
    private static final Pattern EMAIL = Pattern.compile(
            "(?=.{3,254}$)[^\\s@\"(),:;<>\\[\\]\\\\]{1,64}@([\\p{L}\\p{N}-]{1,63}\\.)+[\\p{L}\\p{N}-]{2,63}");

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Texts() {}

    /** The canonical form with hyphens only; {@link UUID#fromString} alone would take shortened groups. */
    static Optional<UUID> uuid(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }

    /** RFC 3339 with any offset, years 1 to 9999. */
    static Optional<Instant> instant(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return instant.isBefore(FIRST) || instant.isAfter(LAST) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The word of an enum constant on the wire: {@code ON_HOLD} is {@code on-hold}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> Optional<E> word(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(text))
                .findFirst();
    }

    static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Texts::word).collect(Collectors.joining(", "));
    }

    /**
     * The first character that no text may have, named: control characters (PostgreSQL cannot store U+0000, terminals
     * and logs obey the others) and halves of surrogate pairs (they have no UTF-8 form).
     */
    static Optional<String> firstForbidden(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int type = Character.getType(point);
            if (type == Character.CONTROL || type == Character.SURROGATE) {
                return Optional.of("U+%04X".formatted(point));
            }
            at += Character.charCount(point);
        }
        return Optional.empty();
    }

    /** Nothing to see: spaces of all kinds and zero-width characters. */
    static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(point -> Character.isWhitespace(point)
                        || Character.isSpaceChar(point)
                        || Character.getType(point) == Character.FORMAT);
    }

    /** Strictly decoded UTF-8: empty if it is not. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** Whether it is ASCII, and UTF-8 once decoded. */
    static boolean isPercentEncoded(String raw) {
        return raw.chars().allMatch(c -> c > 0x20 && c < 0x7f)
                && percentDecoded(raw, false).isPresent();
    }

    /** Strictly percent-decoded: empty if an escape is broken or the bytes are not UTF-8. */
    static Optional<String> percentDecoded(String raw, boolean plusIsSpace) {
        if (raw.indexOf('%') < 0 && !(plusIsSpace && raw.indexOf('+') >= 0)) {
            return Optional.of(raw);
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 4);
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '%') {
                int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
                int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) (high << 4 | low));
                at += 3;
            } else {
                int point = c == '+' && plusIsSpace ? ' ' : raw.codePointAt(at);
                bytes.put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(point);
            }
        }
        return utf8(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** Enough of a foreign text to recognise it, without what harms a log or a terminal. */
    static String excerpt(String text) {
        String clean = text.codePoints()
                .limit(60)
                .map(point -> firstForbidden(Character.toString(point)).isPresent() ? '\uFFFD' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.length() < text.length() ? clean + "…" : clean;
    }

    /** {@code ; did you mean "x"?} if a known name is within two edits, and what is known. */
    static String unknown(String name, Collection<String> known) {
        String near = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.min(2, candidate.length() / 2))
                .map(candidate -> "; did you mean \"" + candidate + "\"?")
                .orElse("");
        String all = known.isEmpty() ? "nothing is expected here" : "known are " + String.join(", ", known);
        return "\"" + excerpt(name) + "\" is not known" + near + " (" + all + ")";
    }

    /** Levenshtein's distance; names longer than any of ours are far from everything. */
    private static int distance(String a, String b) {
        if (a.length() > 64) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
