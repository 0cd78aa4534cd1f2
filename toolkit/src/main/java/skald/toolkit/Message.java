package skald.toolkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to a decision: a command, an event of another service, a due timer or the outcome of an effect.
 *
 * @param id where it came from, unique and stable over redeliveries: {@code orders/0/17} (source, lane, position) for a
 *     message of a log, and with a {@code ~} before it otherwise: {@code ~request}, {@code ~timer/…}, {@code ~effect/…}
 * @param key the aggregate that it concerns; messages of one key are decided in the order in which they were written
 * @param at when it was written (not when it is decided: that is {@link Work#now()})
 * @param saga the saga step that waits for the answer, if one does; a decision's messages carry it back
 * @param trace the W3C {@code traceparent} that it travels under, if any
 */
public record Message<B>(
        String id,
        String key,
        B body,
        Instant at,
        @Nullable SagaRef saga,
        @Nullable String trace) {

    /** Whether it came out of a log, so that others can look it up by its id. */
    public boolean isLogged() {
        return id.charAt(0) != '~';
    }
}
