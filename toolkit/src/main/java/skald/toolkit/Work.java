package skald.toolkit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one decision reads and records. Everything recorded is written in one transaction with the rest of the batch, or
 * not at all; a later message of the batch already sees it. Not thread-safe; valid only during the call.
 */
public interface Work {

    /** The time of the decision, from the clock that was passed to the service. */
    Instant now();

    /** A fresh UUIDv7. */
    UUID newId();

    /**
     * The state of {@code key}, or {@code null} if there is none.
     *
     * @throws IllegalStateException if the handler did not name it in {@link Handler#needs}
     */
    <K, S> @Nullable S get(States<K, S> states, K key);

    /** Records the new state of {@code key}, which {@link Handler#needs} must have named. */
    <K, S> void put(States<K, S> states, K key, S state);

    /** Records that {@code key} has no state any more. */
    <K, S> void remove(States<K, S> states, K key);

    /** Appends a row that is written and never read by a decision, such as a stock movement. */
    <R> void append(Rows<R> rows, R row);

    /** Publishes an event in the service's log. It keeps the saga reference and the trace of the message decided. */
    void publish(String key, Object body);

    /** Publishes a command of a saga step: the answer comes back with the same reference. */
    void send(String key, Object body, SagaRef saga);

    /**
     * Asks for {@code body} as a message at {@code dueAt}, once. {@code key} and {@code name} identify the timer:
     * scheduling it again replaces it.
     */
    void schedule(String key, String name, Instant dueAt, Object body);

    /** Forgets a timer; one that is not there (or fired already) is no error. */
    void unschedule(String key, String name);

    /**
     * Asks for a call to the outside once this decision is committed, by the {@link Effect} that is registered for the
     * class of {@code request}. Its outcome comes back as a message of {@code key} with the saga reference of the
     * message decided now.
     *
     * @param id the idempotency key that the other side sees: the same for every attempt, unique for ever
     */
    void effect(String id, String key, Object request);

    /** Answers the caller that waits, if one does; kept under the caller's idempotency key. */
    void reply(Object body);

    /**
     * Answers the caller with a refusal: everything that this decision recorded is dropped and nothing is kept under the
     * idempotency key, so that the same request may succeed later.
     */
    void refuse(Object body);
}
