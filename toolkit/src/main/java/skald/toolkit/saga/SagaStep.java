package skald.toolkit.saga;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param group steps next to each other with the same number run at once; 0: it runs alone
 */
record SagaStep<D>(String name, Kind kind, Act<D> act, Undo<D> undo, int group) {

    /** The phase of a step. */
    enum Kind {
        COMPENSATABLE,
        PIVOT,
        RETRIABLE
    }

    /** How it is done. */
    sealed interface Act<D> {
        /** By a participant, whose answer says what came of it. */
        record Command<D>(
                SagaCommand<D> command,
                Map<Class<?>, BiFunction<D, Object, D>> done,
                Map<Class<?>, Function<Object, String>> refused,
                @Nullable RetryPolicy retries)
                implements Act<D> {}

        /** By the coordinator's own service, at once. */
        record Local<D>(SagaAction<D> action) implements Act<D> {}

        /** By a saga of its own. */
        record Child<D>(Saga<?> saga, Function<D, ?> data, BiFunction<D, Object, D> learn) implements Act<D> {}
    }

    /** How it is undone. */
    sealed interface Undo<D> {
        /** Not at all: it is the pivot, or comes after it. */
        record Never<D>() implements Undo<D> {}

        /** By a participant. */
        record Command<D>(
                SagaCommand<D> command,
                Set<Class<?>> undone,
                @Nullable RetryPolicy retries) implements Undo<D> {}

        /** By the coordinator's own service, at once. */
        record Local<D>(SagaUndo<D> action) implements Undo<D> {}

        /** By a saga of its own. */
        record Child<D>(Saga<?> saga, Function<D, ?> data) implements Undo<D> {}
    }

    /** What must not change while sagas run on it: its name, its phase, and how it is done and undone. */
    String signature() {
        String how = switch (act) {
            case Act.Command<D> _ -> "command";
            case Act.Local<D> _ -> "local";
            case Act.Child<D> child -> "saga " + child.saga().name();
        };
        String back = switch (undo) {
            case Undo.Never<D> _ -> "";
            case Undo.Command<D> _ -> ", undone by command";
            case Undo.Local<D> _ -> ", undone locally";
            case Undo.Child<D> child -> ", undone by saga " + child.saga().name();
        };
        String together = group == 0 ? "" : ", parallel " + group;
        return name + '\t' + kind.name().toLowerCase(java.util.Locale.ROOT) + ' ' + how + back + together;
    }
}
