package skald.toolkit.saga;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table. Either {@code action} (a command to a participant, answered by a message) or {@code local} is set,
 * and so for the compensation.
 */
record SagaStep<D>(
        String name,
        Kind kind,
        @Nullable SagaCommand<D> action,
        @Nullable SagaAction<D> local,
        Map<Class<?>, BiFunction<D, Object, D>> done,
        Map<Class<?>, Function<Object, String>> refused,
        @Nullable SagaCommand<D> undo,
        @Nullable SagaUndo<D> localUndo,
        Set<Class<?>> undone,
        @Nullable RetryPolicy retries) {

    /** The phase of a step. */
    enum Kind {
        COMPENSATABLE,
        PIVOT,
        RETRIABLE
    }
}
