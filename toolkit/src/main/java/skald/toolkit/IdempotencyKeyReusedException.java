package skald.toolkit;

/** An idempotency key came back with a different request. Nothing was done. */
public final class IdempotencyKeyReusedException extends RuntimeException {

    /** {@code key} is the caller's key. */
    public IdempotencyKeyReusedException(String key) {
        super("The idempotency key \"" + key + "\" was used for a different request. Use a new key for a new request.");
    }
}
