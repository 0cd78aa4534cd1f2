package skald.toolkit.saga;

import org.jspecify.annotations.Nullable;

/**
 * Command: an operator intervenes in a saga. Its key is the saga's key. Answer: {@link Intervened}, or
 * {@link InterventionRefused}.
 *
 * @param step the step that is meant; {@code null} for all to which the verb can apply
 * @param outcome what it came to, for {@link SagaVerb#RESOLVE} only
 * @param reason why, in the operator's words; skip, resolve and compensate need one
 * @param operator who
 */
public record Intervene(
        String definition,
        String instance,
        SagaVerb verb,
        @Nullable String step,
        @Nullable ResolvedOutcome outcome,
        @Nullable String reason,
        String operator) {}
