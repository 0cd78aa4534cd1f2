package skald.toolkit.saga;

/**
 * A step of a saga as people look at it.
 *
 * @param kind {@code compensatable}, {@code pivot} or {@code retriable}
 * @param state {@code waiting}, {@code running}, {@code done}, {@code refused}, {@code unknown}, {@code compensating},
 *     {@code compensated}, {@code skipped} or {@code stuck}
 */
public record StepView(String name, String kind, String state) {}
