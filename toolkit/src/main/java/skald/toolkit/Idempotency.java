package skald.toolkit;

/**
 * A caller's promise that a repeated request is the same request (IETF draft "The Idempotency-Key HTTP Header Field").
 *
 * @param caller who sent it; keys of different callers never meet
 * @param route what was called, such as {@code POST /v1/orders}
 * @param key the caller's key, 1 to 255 visible ASCII characters
 * @param fingerprint a hash of the request; the same key with another one is a mistake of the caller
 */
public record Idempotency(String caller, String route, String key, String fingerprint) {

    /** What the key must be unique in. */
    public String scope() {
        return caller + ' ' + route + ' ' + key;
    }
}
