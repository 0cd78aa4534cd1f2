package skald.toolkit.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import skald.toolkit.Idempotency;

/** Reads {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header), bare or as the draft's quoted string. */
final class IdempotencyKeys {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKeys() {}

    static Optional<Idempotency> of(Request request) {
        return of(request, request.body());
    }

    /** @param content what makes it the same request, instead of the body */
    static Optional<Idempotency> of(Request request, byte[] content) {
        return request.header("Idempotency-Key").map(header -> {
            String key = unquoted(header.strip());
            if (!KEY.matcher(key).matches()) {
                throw problem("bad-format", "must be 1 to 255 visible ASCII characters")
                        .exception();
            }
            String route = request.method() + " " + request.route();
            return new Idempotency(request.caller().id(), route, key, fingerprint(request, content));
        });
    }

    static Problem missing() {
        return problem("required", "is required here, so that a repeated request takes effect once");
    }

    private static Problem problem(String code, String detail) {
        return Problem.malformed(List.of(new Problem.FieldError("header:Idempotency-Key", code, detail)));
    }

    private static String unquoted(String key) {
        boolean quoted = key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"");
        return quoted ? key.substring(1, key.length() - 1) : key;
    }

    /** SHA-256 of method, path and the bytes, of a body as they are: two spellings of the same JSON are two requests. */
    private static String fingerprint(Request request, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.method() + " " + request.path() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
