package skald.toolkit.saga;

import java.util.function.Function;

/** How a running saga goes on with a newer definition. */
record SagaMigration<O, D>(Class<O> oldData, Function<SagaProgress<O>, SagaProgress<D>> function) {}
