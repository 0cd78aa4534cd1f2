package skald.toolkit.saga;

import org.jspecify.annotations.Nullable;

/**
 * A step of a saga as people look at it.
 *
 * @param kind {@code compensatable}, {@code pivot} or {@code retriable}
 * @param state {@code waiting}, {@code running}, {@code done}, {@code skipped}, {@code refused}, {@code unknown},
 *     {@code compensating}, {@code compensated}, {@code compensation-skipped} or {@code stuck}; {@code not-run} in a saga
 *     that turned before it came to this step
 * @param outcome what its action came to, whatever was undone since: {@code done}, {@code refused}, {@code unknown},
 *     {@code skipped}; {@code null} while that is open
 */
public record StepView(
        String name, String kind, String state, @Nullable String outcome) {}
