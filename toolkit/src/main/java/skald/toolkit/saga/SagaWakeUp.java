package skald.toolkit.saga;

/** A saga's own timer: time to look whether its answer is overdue. */
record SagaWakeUp(String definition, String instance) {}
