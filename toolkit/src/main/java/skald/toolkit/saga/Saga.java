package skald.toolkit.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Needs;
import skald.toolkit.saga.SagaStep.Kind;

/**
 * The definition of a saga: a table of steps in three phases. Immutable.
 *
 * <pre>{@code
 * Saga.named("order", 1, OrderData.class)
 *     .step("create order").locally(this::create).undoLocally(this::reject)
 *     .step("authorize payment").send((d, _) -> new AuthorizePayment(…)).done(PaymentAuthorized.class)
 *         .refused(PaymentDeclined.class, PaymentDeclined::reason)
 *         .undo((d, _) -> new VoidPayment(…)).undone(PaymentVoided.class)
 *     .pivot("capture payment").send((d, _) -> new CapturePayment(…)).done(PaymentCaptured.class)
 *         .refused(CaptureDeclined.class, CaptureDeclined::reason)
 *     .then("confirm order").locally(this::confirm)
 *     .build();
 * }</pre>
 *
 * <p>A step before the pivot cannot be left without its compensation, and a step after it has neither a compensation nor
 * a refusal: the builder's types have no such methods.
 */
public final class Saga<D> {
    private final String name;
    private final int generation;
    private final Class<D> dataType;
    private final List<SagaStep<D>> steps;
    private final RetryPolicy retries;
    private final Duration deadline;
    private final BiConsumer<String, Needs> needs;

    private Saga(Table<D> table) {
        this.name = table.name;
        this.generation = table.generation;
        this.dataType = table.dataType;
        this.steps = List.copyOf(table.steps);
        this.retries = table.retries;
        this.deadline = table.deadline;
        this.needs = table.needs;
    }

    /**
     * Starts the table of a saga.
     *
     * @param generation the version of the definition: a new number for every change of the table
     * @param dataType what the steps need and learn; a record that Jackson can write and read
     */
    public static <D> Start<D> named(String name, int generation, Class<D> dataType) {
        return new Start<>(new Table<>(name, generation, dataType));
    }

    /** Its name, unique in the service. */
    public String name() {
        return name;
    }

    int generation() {
        return generation;
    }

    Class<D> dataType() {
        return dataType;
    }

    RetryPolicy retries() {
        return retries;
    }

    RetryPolicy retries(SagaStep<D> step) {
        return step.retries() == null ? retries : step.retries();
    }

    Duration deadline() {
        return deadline;
    }

    /** Names the states that local steps read and write, given the saga's key. */
    void needs(String key, Needs more) {
        needs.accept(key, more);
    }

    List<SagaStep<D>> steps() {
        return steps;
    }

    int indexOf(String step) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(step)) {
                return i;
            }
        }
        throw new IllegalStateException("saga " + name + " has no step \"" + step + "\"");
    }

    /** The classes of all messages that answer a step. */
    Set<Class<?>> answers() {
        Set<Class<?>> answers = new HashSet<>();
        for (SagaStep<D> step : steps) {
            answers.addAll(step.done().keySet());
            answers.addAll(step.refused().keySet());
            answers.addAll(step.undone());
        }
        return answers;
    }

    private static final class Table<D> {
        final String name;
        final int generation;
        final Class<D> dataType;
        final List<SagaStep<D>> steps = new ArrayList<>();
        RetryPolicy retries = RetryPolicy.standard();
        Duration deadline = Duration.ofDays(36_500);
        BiConsumer<String, Needs> needs = (_, _) -> {};

        Table(String name, int generation, Class<D> dataType) {
            this.name = name;
            this.generation = generation;
            this.dataType = dataType;
        }

        void add(SagaStep<D> step) {
            if (steps.stream().anyMatch(other -> other.name().equals(step.name()))) {
                throw new IllegalArgumentException("saga " + name + " has two steps \"" + step.name() + "\"");
            }
            if (step.name().isBlank()
                    || step.name().contains("/")
                    || step.name().startsWith("!")) {
                throw new IllegalArgumentException("not a name of a step: \"" + step.name() + "\"");
            }
            steps.add(step);
        }
    }

    /** The head of the table: what holds for the whole saga. */
    public static final class Start<D> {
        private final Table<D> table;

        private Start(Table<D> table) {
            this.table = table;
        }

        /** The states that local steps read and write, given the saga's key. */
        public Start<D> needs(BiConsumer<String, Needs> needs) {
            table.needs = needs;
            return this;
        }

        /** How patient it is with each step; {@link RetryPolicy#standard} otherwise. */
        public Start<D> retries(RetryPolicy policy) {
            table.retries = policy;
            return this;
        }

        /** After this time a saga that has not reached its pivot goes backwards. None otherwise. */
        public Start<D> deadline(Duration sinceStart) {
            table.deadline = sinceStart;
            return this;
        }

        /** The first step, which can be undone. */
        public Compensatable<D> step(String name) {
            return new Compensatable<>(table, name);
        }

        /** The saga begins with its pivot: nothing before it needs to be undone. */
        public Pivot<D> pivot(String name) {
            return new Pivot<>(table, name);
        }

        /** The saga has no step that may be refused: the decision was taken before it started. */
        public Retriable<D> then(String name) {
            return new Retriable<>(table, name);
        }
    }

    /** A step before the pivot: what it does. */
    public static final class Compensatable<D> {
        private final Table<D> table;
        private final String name;

        private Compensatable(Table<D> table, String name) {
            this.table = table;
            this.name = name;
        }

        /** Sends a command to a participant. */
        public CompensatableAnswers<D> send(SagaCommand<D> command) {
            return new CompensatableAnswers<>(table, name, command);
        }

        /** Done by the coordinator's own service, at once. */
        public LocalUndo<D> locally(SagaAction<D> action) {
            return new LocalUndo<>(table, name, action);
        }
    }

    /** The compensation of a local step. */
    public static final class LocalUndo<D> {
        private final Table<D> table;
        private final String name;
        private final SagaAction<D> action;

        private LocalUndo(Table<D> table, String name, SagaAction<D> action) {
            this.table = table;
            this.name = name;
            this.action = action;
        }

        /** Undone by the coordinator's own service, at once. */
        public Next<D> undoLocally(SagaUndo<D> undo) {
            table.add(new SagaStep<>(
                    name, Kind.COMPENSATABLE, null, action, Map.of(), Map.of(), null, undo, Set.of(), null));
            return new Next<>(table);
        }
    }

    /** The answers to a command before the pivot. */
    public static final class CompensatableAnswers<D> {
        private final Table<D> table;
        private final String name;
        private final SagaCommand<D> command;
        private final Map<Class<?>, BiFunction<D, Object, D>> done = new HashMap<>();
        private final Map<Class<?>, Function<Object, String>> refused = new HashMap<>();

        private CompensatableAnswers(Table<D> table, String name, SagaCommand<D> command) {
            this.table = table;
            this.name = name;
            this.command = command;
        }

        /** This answer means that it is done. */
        public <R> CompensatableAnswers<D> done(Class<R> answer) {
            return done(answer, (data, _) -> data);
        }

        /** This answer means that it is done, and the saga learns from it. */
        public <R> CompensatableAnswers<D> done(Class<R> answer, BiFunction<D, R, D> learn) {
            done.put(answer, (data, body) -> learn.apply(data, answer.cast(body)));
            return this;
        }

        /** This answer means that a business rule refused it and nothing happened: the saga goes backwards. */
        public <R> CompensatableAnswers<D> refused(Class<R> answer, Function<R, String> reason) {
            refused.put(answer, body -> reason.apply(answer.cast(body)));
            return this;
        }

        /** The command that undoes it, also when it is not known whether it was done. */
        public Undone<D> undo(SagaCommand<D> compensation) {
            return new Undone<>(this, compensation);
        }
    }

    /** The answer to a compensation. */
    public static final class Undone<D> {
        private final CompensatableAnswers<D> step;
        private final SagaCommand<D> compensation;

        private Undone(CompensatableAnswers<D> step, SagaCommand<D> compensation) {
            this.step = step;
            this.compensation = compensation;
        }

        /** This answer means that it is undone. */
        public Next<D> undone(Class<?> answer) {
            step.table.add(new SagaStep<>(
                    step.name,
                    Kind.COMPENSATABLE,
                    step.command,
                    null,
                    Map.copyOf(step.done),
                    Map.copyOf(step.refused),
                    compensation,
                    null,
                    Set.of(answer),
                    null));
            return new Next<>(step.table);
        }
    }

    /** Before the pivot: another step, or the pivot. */
    public static final class Next<D> {
        private final Table<D> table;

        private Next(Table<D> table) {
            this.table = table;
        }

        /** The next step that can be undone. */
        public Compensatable<D> step(String name) {
            return new Compensatable<>(table, name);
        }

        /** The last step that may be refused; once it is done the saga only goes forward. */
        public Pivot<D> pivot(String name) {
            return new Pivot<>(table, name);
        }
    }

    /** The pivot: what it does. */
    public static final class Pivot<D> {
        private final Table<D> table;
        private final String name;

        private Pivot(Table<D> table, String name) {
            this.table = table;
            this.name = name;
        }

        /** Sends a command to a participant. */
        public PivotAnswers<D> send(SagaCommand<D> command) {
            return new PivotAnswers<>(table, name, command);
        }
    }

    /** The answers to the pivot. */
    public static final class PivotAnswers<D> {
        private final Table<D> table;
        private final String name;
        private final SagaCommand<D> command;
        private final Map<Class<?>, BiFunction<D, Object, D>> done = new HashMap<>();
        private final Map<Class<?>, Function<Object, String>> refused = new HashMap<>();

        private PivotAnswers(Table<D> table, String name, SagaCommand<D> command) {
            this.table = table;
            this.name = name;
            this.command = command;
        }

        /** This answer means that it is done. */
        public <R> PivotAnswers<D> done(Class<R> answer) {
            done.put(answer, (data, _) -> data);
            return this;
        }

        /** This answer means that a business rule refused it and nothing happened: the saga goes backwards. */
        public <R> PivotAnswers<D> refused(Class<R> answer, Function<R, String> reason) {
            refused.put(answer, body -> reason.apply(answer.cast(body)));
            return this;
        }

        /** The first step after the pivot, which must succeed in the end. */
        public Retriable<D> then(String next) {
            add();
            return new Retriable<>(table, next);
        }

        /** The definition. */
        public Saga<D> build() {
            add();
            return new Saga<>(table);
        }

        private void add() {
            table.add(new SagaStep<>(
                    name,
                    Kind.PIVOT,
                    command,
                    null,
                    Map.copyOf(done),
                    Map.copyOf(refused),
                    null,
                    null,
                    Set.of(),
                    null));
        }
    }

    /** A step after the pivot: what it does. */
    public static final class Retriable<D> {
        private final Table<D> table;
        private final String name;

        private Retriable(Table<D> table, String name) {
            this.table = table;
            this.name = name;
        }

        /** Sends a command to a participant. */
        public RetriableAnswers<D> send(SagaCommand<D> command) {
            return new RetriableAnswers<>(table, name, command);
        }

        /** Done by the coordinator's own service, at once. */
        public Tail<D> locally(SagaAction<D> action) {
            table.add(
                    new SagaStep<>(name, Kind.RETRIABLE, null, action, Map.of(), Map.of(), null, null, Set.of(), null));
            return new Tail<>(table);
        }
    }

    /** The answers to a step after the pivot. */
    public static final class RetriableAnswers<D> {
        private final Table<D> table;
        private final String name;
        private final SagaCommand<D> command;
        private final Map<Class<?>, BiFunction<D, Object, D>> done = new HashMap<>();
        private @Nullable RetryPolicy retries;

        private RetriableAnswers(Table<D> table, String name, SagaCommand<D> command) {
            this.table = table;
            this.name = name;
            this.command = command;
        }

        /** This answer means that it is done; there may be several such answers. */
        public <R> RetriableAnswers<D> done(Class<R> answer) {
            return done(answer, (data, _) -> data);
        }

        /** This answer means that it is done, and the saga learns from it. */
        public <R> RetriableAnswers<D> done(Class<R> answer, BiFunction<D, R, D> learn) {
            done.put(answer, (data, body) -> learn.apply(data, answer.cast(body)));
            return this;
        }

        /** More or less patience with this step than with the others. */
        public RetriableAnswers<D> retries(RetryPolicy policy) {
            retries = policy;
            return this;
        }

        /** The next step. */
        public Retriable<D> then(String next) {
            add();
            return new Retriable<>(table, next);
        }

        /** The definition. */
        public Saga<D> build() {
            add();
            return new Saga<>(table);
        }

        private void add() {
            table.add(new SagaStep<>(
                    name, Kind.RETRIABLE, command, null, Map.copyOf(done), Map.of(), null, null, Set.of(), retries));
        }
    }

    /** After a local step behind the pivot. */
    public static final class Tail<D> {
        private final Table<D> table;

        private Tail(Table<D> table) {
            this.table = table;
        }

        /** The next step. */
        public Retriable<D> then(String next) {
            return new Retriable<>(table, next);
        }

        /** The definition. */
        public Saga<D> build() {
            return new Saga<>(table);
        }
    }

    @Override
    public String toString() {
        return name + " generation " + generation;
    }
}
