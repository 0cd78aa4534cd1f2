package skald.toolkit;

import org.jspecify.annotations.Nullable;

/**
 * A call to the outside (payment gateway, carrier, mail server). The request is recorded first, in the transaction of
 * the decision; then the runtime calls {@link #perform} outside any transaction on a virtual thread, and hands the
 * outcome back as a message. The {@code key} is the same for every attempt, so that the other side can tell them apart
 * from new requests.
 *
 * <p>Implementations are thread-safe and obey interruption: the runtime interrupts a call that exceeds its deadline.
 */
public interface Effect<R> {

    /** Does it. An exception counts as {@link Outcome.Unknown}: it may have happened. */
    Outcome perform(String key, R request) throws Exception;

    /**
     * Asks the other side what became of {@code key}, after an unknown outcome or a crash. A side that cannot be asked
     * but honours the key may simply perform again: that is the default.
     */
    default Outcome ask(String key, R request) throws Exception {
        return perform(key, request);
    }

    /**
     * The message to decide when an attempt ended {@link Outcome.Unknown}, such as one that marks a payment UNKNOWN;
     * {@code null} for none. The runtime goes on asking in any case.
     */
    default @Nullable Object unresolved(String key, R request, String reason) {
        return null;
    }
}
