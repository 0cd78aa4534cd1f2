package skald.toolkit.http;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Turns texts into values and records what is wrong with them; an empty answer means that something was recorded. */
final class Values {

    private final Findings findings;

    Values(Findings findings) {
        this.findings = findings;
    }

    Optional<String> text(String text, String pointer, int maxLength) {
        int length = text.codePointCount(0, text.length());
        Optional<String> forbidden = Texts.firstForbidden(text);
        if (forbidden.isPresent()) {
            findings.refused(pointer, "bad-characters", "must not contain the character " + forbidden.get());
        } else if (length > maxLength) {
            findings.refused(
                    pointer, "too-long", "has " + length + " characters, at most " + maxLength + " are allowed");
        } else if (Texts.isBlank(text)) {
            findings.refused(pointer, "blank", "must not be blank");
        } else {
            return Optional.of(text);
        }
        return Optional.empty();
    }

    Optional<UUID> uuid(String text, String pointer) {
        return orRefuse(Texts.uuid(text), pointer, "must be a UUID such as 0190a3c8-7b1e-7c54-9d5e-0f6a1b2c3d4e");
    }

    Optional<String> email(String text, String pointer) {
        return orRefuse(
                Optional.of(text).filter(Texts::isEmail), pointer, "must be an email address such as name@example.org");
    }

    Optional<Instant> instant(String text, String pointer) {
        return orRefuse(
                Texts.instant(text), pointer, "must be a time with an offset (RFC 3339), such as 2026-01-31T09:30:00Z");
    }

    <E extends Enum<E>> Optional<E> word(String text, String pointer, Class<E> type) {
        Optional<E> constant = Texts.word(text, type);
        if (constant.isEmpty()) {
            findings.refused(
                    pointer,
                    "not-allowed",
                    "must be one of " + Texts.words(type) + ", not \"" + Texts.excerpt(text) + '"');
        }
        return constant;
    }

    /** The domain's own type; what its constructor refuses is an error of this field. */
    <A, T> Optional<T> typed(A value, String pointer, Function<? super A, ? extends T> type) {
        try {
            return Optional.of(type.apply(value));
        } catch (IllegalArgumentException refusal) {
            findings.refused(pointer, "refused", reason(refusal));
            return Optional.empty();
        }
    }

    boolean inRange(long number, String pointer, long min, long max) {
        boolean inside = number >= min && number <= max;
        if (!inside) {
            outOfRange(pointer, min, max);
        }
        return inside;
    }

    void outOfRange(String pointer, long min, long max) {
        findings.refused(pointer, "out-of-range", "must be between " + min + " and " + max);
    }

    static String reason(IllegalArgumentException refusal) {
        return refusal.getMessage() == null ? "is not acceptable" : refusal.getMessage();
    }

    private <T> Optional<T> orRefuse(Optional<T> value, String pointer, String detail) {
        if (value.isEmpty()) {
            findings.refused(pointer, "bad-format", detail);
        }
        return value;
    }
}
