package skald.toolkit.saga;

/**
 * A running saga that the present definitions cannot finish.
 *
 * @param reason why, and so what is to be done
 */
public record SagaTrouble(SagaId saga, String key, int generation, SagaStatus status, String step, String reason) {}
