package skald.toolkit;

/**
 * The answer to a request, given once the batch that decided it is committed.
 *
 * @param body what the decision answered
 * @param position how far the service's log reached then, such as {@code orders.0.17}: a reader that has consumed it
 *     sees the effect
 * @param replayed whether it is the kept answer of an earlier request with the same idempotency key
 */
public record Reply(Object body, String position, boolean replayed) {}
