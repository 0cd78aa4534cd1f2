package skald.toolkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a resource (RFC 9110, 8.8.3).
 *
 * @param value the opaque part, visible ASCII without quotes
 * @param weak whether equal tags mean equal meaning only, not equal bytes
 */
public record ETag(String value, boolean weak) {

    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e]*)\"\\s*(?:,|$)");

    public ETag {
        if (!value.matches("[\\x21\\x23-\\x7e]*")) {
            throw new IllegalArgumentException("An entity tag consists of visible ASCII without quotes");
        }
    }

    /** The strong tag of a row's version number. */
    public static ETag version(long version) {
        return new ETag(Long.toString(version), false);
    }

    /** As it stands in a header. */
    public String text() {
        return (weak ? "W/\"" : "\"") + value + '"';
    }

    /** {@code If-None-Match}: weak comparison; {@code *} is any. An unreadable header matches nothing. */
    static boolean matchesAny(String header, ETag current) {
        return header.strip().equals("*") || parse(header).stream().anyMatch(tag -> tag.value.equals(current.value));
    }

    /** {@code If-Match}: strong comparison; {@code *} is any; 400 if it cannot be read, 412 if no tag is the current. */
    static void check(String header, ETag current) {
        if (header.strip().equals("*")) {
            return;
        }
        List<ETag> tags = parse(header);
        if (tags.isEmpty()) {
            throw Problem.malformed(List.of(new Problem.FieldError(
                            "header:If-Match", "bad-format", "must be an entity tag in quotes, such as \"7\"")))
                    .exception();
        }
        if (current.weak || tags.stream().noneMatch(current::equals)) {
            throw Problem.preconditionFailed(
                            "It has changed since you read it: the current version is " + current.text() + ".")
                    .withHeader("ETag", current.text())
                    .exception();
        }
    }

    /** Empty unless the whole header is a list of tags. */
    static List<ETag> parse(String header) {
        List<ETag> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(header);
        int end = 0;
        while (end < header.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                return List.of();
            }
            tags.add(new ETag(matcher.group(2), matcher.group(1) != null));
            end = matcher.end();
        }
        return tags;
    }
}
