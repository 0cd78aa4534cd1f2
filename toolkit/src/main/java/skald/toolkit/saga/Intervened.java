package skald.toolkit.saga;

/**
 * Answer: the verb has its effect.
 *
 * @param changed {@code false} if it had it before
 */
public record Intervened(SagaStatus status, String step, boolean changed) {}
