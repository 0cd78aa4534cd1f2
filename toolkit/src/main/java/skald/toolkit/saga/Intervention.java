package skald.toolkit.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator did to a saga.
 *
 * @param operator who
 * @param step the step that was named, if one was
 * @param before where the saga stood
 * @param after where it stood then
 */
public record Intervention(
        SagaId saga,
        Instant at,
        String operator,
        SagaVerb verb,
        @Nullable String step,
        @Nullable ResolvedOutcome outcome,
        @Nullable String reason,
        String before,
        String after) {}
