package skald.toolkit.http;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that a request belongs to, after W3C Trace Context level 1.
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits, not all zero: this server's own part of the trace
 * @param flags 2 lower-case hex digits
 */
public record Trace(String traceId, String spanId, String flags) {

    /** Later versions may append fields after the flags; version ff is forbidden. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    /** Continues the caller's trace with a span of our own, or starts one if the header is missing or invalid. */
    public static Trace continuing(Optional<String> traceparent, Supplier<UUID> ids) {
        String span = spanId(ids.get());
        return traceparent
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .filter(found -> found.group(5) == null || !found.group(1).equals("00"))
                .map(found -> new Trace(found.group(2), span, found.group(4)))
                .orElseGet(() -> new Trace(traceId(ids.get()), span, "01"));
    }

    /** The header value for messages and calls that this request causes. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String traceId(UUID id) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(id.getMostSignificantBits()) + hex.toHexDigits(id.getLeastSignificantBits());
    }

    /** The low half of a UUID is never zero: its first two bits are the variant 10. */
    private static String spanId(UUID id) {
        return HexFormat.of().toHexDigits(id.getLeastSignificantBits() | 1L << 63);
    }
}
