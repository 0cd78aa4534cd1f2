package skald.toolkit.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Needs;
import skald.toolkit.saga.SagaStep.Act;
import skald.toolkit.saga.SagaStep.Kind;
import skald.toolkit.saga.SagaStep.Undo;

/**
 * The table of a saga while it is written: {@link Saga#named} starts it. Its types are the phases, so that what a saga
 * must not have cannot be written down. Not thread-safe; each call belongs to the value that the last one gave.
 */
public final class SagaTable {
    private SagaTable() {}

    static final class Rows<D> {
        final String name;
        final int generation;
        final Class<D> dataType;
        final List<SagaStep<D>> steps = new ArrayList<>();
        final Map<Integer, SagaMigration<?, D>> migrations = new HashMap<>();
        RetryPolicy retries = RetryPolicy.standard();
        Duration deadline = Duration.ofDays(36_500);
        BiConsumer<String, Needs> needs = (_, _) -> {};
        Locking.@Nullable Rule<D> locks;
        int groups;
        int group;

        Rows(String name, int generation, Class<D> dataType) {
            // Names are parts of saga references and of ids in URLs.
            if (name.isBlank() || name.contains("/") || name.contains("~")) {
                throw new IllegalArgumentException("not a name of a saga: \"" + name + "\"");
            }
            this.name = name;
            this.generation = generation;
            this.dataType = dataType;
        }

        void add(String step, Kind kind, Act<D> act, Undo<D> undo) {
            if (steps.stream().anyMatch(other -> other.name().equals(step))) {
                throw new IllegalArgumentException("saga " + name + " has two steps \"" + step + "\"");
            }
            if (step.isBlank()
                    || step.contains("/")
                    || step.startsWith("!")
                    || step.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("not a name of a step: \"" + step + "\"");
            }
            steps.add(new SagaStep<>(step, kind, act, undo, group));
        }
    }

    /** The head of the table: what holds for the whole saga. */
    public static final class Start<D> {
        private final Rows<D> table;

        Start(Rows<D> table) {
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

        /**
         * The resources that belong to this saga alone from its start to its end, a STUCK one's too, by its data at the
         * start. It takes all of them at once, so no saga waits for another in a circle.
         */
        public Start<D> locks(LockMode mode, Function<D, ? extends Collection<String>> resources) {
            table.locks = new Locking.Rule<>(mode, resources);
            return this;
        }

        /** Sagas that run on generation {@code from} go on with this one: {@code function} says where, step by step. */
        public Start<D> migrate(int from, Function<SagaProgress<D>, SagaProgress<D>> function) {
            return migrate(from, table.dataType, function);
        }

        /** The same if generation {@code from} kept other data. */
        public <O> Start<D> migrate(int from, Class<O> data, Function<SagaProgress<O>, SagaProgress<D>> function) {
            if (from >= table.generation) {
                throw new IllegalArgumentException("saga " + table.name + " generation " + table.generation
                        + " cannot take over from generation " + from + ", which is not before it");
            }
            table.migrations.put(from, new SagaMigration<>(data, function));
            return this;
        }

        /** The first step, which can be undone. */
        public Step<D> step(String name) {
            return new Step<>(table, name);
        }

        /** The saga begins with steps that run at once. */
        public Fork<D> inParallel() {
            return new Next<>(table).inParallel();
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

    /** Steps before the pivot that run at once: a saga has at least two of them, or they would not run at once. */
    public static final class Fork<D> {
        private final Rows<D> table;

        private Fork(Rows<D> table) {
            this.table = table;
        }

        /** The first of them. */
        public Branch<D, SecondBranch<D>> branch(String name) {
            return new Branch<>(table, name, SecondBranch::new);
        }
    }

    /** Steps that run at once, of which there is one so far. */
    public static final class SecondBranch<D> {
        private final Rows<D> table;

        private SecondBranch(Rows<D> table) {
            this.table = table;
        }

        /** The second of them. */
        public Branch<D, Branches<D>> branch(String name) {
            return new Branch<>(table, name, Branches::new);
        }
    }

    /** Steps that run at once. */
    public static final class Branches<D> {
        private final Rows<D> table;

        private Branches(Rows<D> table) {
            this.table = table;
        }

        /** One more. */
        public Branch<D, Branches<D>> branch(String name) {
            return new Branch<>(table, name, Branches::new);
        }

        /** Here they come together: all are done before the next step; all are at rest before one is undone. */
        public Next<D> join() {
            table.group = 0;
            return new Next<>(table);
        }
    }

    /** A step before the pivot that somebody else does: what it does. */
    public static sealed class Branch<D, N> permits Step {
        final Rows<D> table;
        final String name;
        final Function<Rows<D>, N> next;

        private Branch(Rows<D> table, String name, Function<Rows<D>, N> next) {
            this.table = table;
            this.name = name;
            this.next = next;
        }

        /** Sends a command to a participant. */
        public Answers<D, N> send(SagaCommand<D> command) {
            return new Answers<>(this, command);
        }

        /**
         * Runs another saga of the same service, with data made from this one's: completed, the step is done;
         * compensated, it is refused. Cancelling this saga cancels the child unless it is past its pivot.
         */
        public <C> Child<D, C, N> saga(Saga<C> child, Function<D, C> data) {
            return new Child<>(this, child, data);
        }
    }

    /** A step before the pivot: what it does. */
    public static final class Step<D> extends Branch<D, Next<D>> {
        private Step(Rows<D> table, String name) {
            super(table, name, Next::new);
        }

        /** Done by the coordinator's own service, at once. */
        public LocalUndo<D> locally(SagaAction<D> action) {
            return new LocalUndo<>(this, action);
        }
    }

    /** The compensation of a local step. */
    public static final class LocalUndo<D> {
        private final Step<D> step;
        private final SagaAction<D> action;

        private LocalUndo(Step<D> step, SagaAction<D> action) {
            this.step = step;
            this.action = action;
        }

        /** Undone by the coordinator's own service, at once. */
        public Next<D> undoLocally(SagaUndo<D> undo) {
            step.table.add(step.name, Kind.COMPENSATABLE, new Act.Local<>(action), new Undo.Local<>(undo));
            return new Next<>(step.table);
        }
    }

    /** A child saga as a step: how it is undone once it is completed. */
    public static final class Child<D, C, N> {
        private final Branch<D, N> step;
        private final Saga<C> child;
        private final Function<D, C> data;
        private BiFunction<D, Object, D> learn = (d, _) -> d;

        private Child(Branch<D, N> step, Saga<C> child, Function<D, C> data) {
            this.step = step;
            this.child = child;
            this.data = data;
        }

        /** What this saga learns from the completed child's data. */
        public Child<D, C, N> learn(BiFunction<D, C, D> fromChild) {
            learn = (d, c) -> fromChild.apply(d, child.dataType().cast(c));
            return this;
        }

        /** The command that undoes what the completed child has done. */
        public Undone<D, N> undo(SagaCommand<D> compensation) {
            return new Undone<>(step, act(), compensation);
        }

        /** The saga that undoes what the completed child has done. */
        public <U> N undo(Saga<U> compensation, Function<D, U> itsData) {
            step.table.add(step.name, Kind.COMPENSATABLE, act(), new Undo.Child<>(compensation, itsData));
            return step.next.apply(step.table);
        }

        private Act<D> act() {
            return new Act.Child<>(child, data, learn);
        }
    }

    /** The answers to a command before the pivot. */
    public static final class Answers<D, N> {
        private final Branch<D, N> step;
        private final Meanings<D> meanings = new Meanings<>();
        private final SagaCommand<D> command;

        private Answers(Branch<D, N> step, SagaCommand<D> command) {
            this.step = step;
            this.command = command;
        }

        /** This answer means that it is done. */
        public <R> Answers<D, N> done(Class<R> answer) {
            return done(answer, (data, _) -> data);
        }

        /** This answer means that it is done, and the saga learns from it. */
        public <R> Answers<D, N> done(Class<R> answer, BiFunction<D, R, D> learn) {
            meanings.done(answer, learn);
            return this;
        }

        /** This answer means that a business rule refused it and nothing happened: the saga goes backwards. */
        public <R> Answers<D, N> refused(Class<R> answer, Function<R, String> reason) {
            meanings.refused(answer, reason);
            return this;
        }

        /** More or less patience with this step than with the others. */
        public Answers<D, N> retries(RetryPolicy policy) {
            meanings.retries = policy;
            return this;
        }

        /** The command that undoes it, also when it is not known whether it was done. */
        public Undone<D, N> undo(SagaCommand<D> compensation) {
            return new Undone<>(step, meanings.of(command), compensation);
        }
    }

    /** The answer to a compensation. */
    public static final class Undone<D, N> {
        private final Branch<D, N> step;
        private final Act<D> act;
        private final SagaCommand<D> compensation;
        private @Nullable RetryPolicy retries;

        private Undone(Branch<D, N> step, Act<D> act, SagaCommand<D> compensation) {
            this.step = step;
            this.act = act;
            this.compensation = compensation;
        }

        /** More or less patience with this compensation than with the others. */
        public Undone<D, N> retries(RetryPolicy policy) {
            retries = policy;
            return this;
        }

        /** This answer means that it is undone. */
        public N undone(Class<?> answer) {
            Undo<D> undo = new Undo.Command<>(compensation, Set.of(answer), retries);
            step.table.add(step.name, Kind.COMPENSATABLE, act, undo);
            return step.next.apply(step.table);
        }
    }

    /** Before the pivot: another step, or the pivot. */
    public static final class Next<D> {
        private final Rows<D> table;

        private Next(Rows<D> table) {
            this.table = table;
        }

        /** The next step that can be undone. */
        public Step<D> step(String name) {
            return new Step<>(table, name);
        }

        /** The next steps run at once. */
        public Fork<D> inParallel() {
            table.group = ++table.groups;
            return new Fork<>(table);
        }

        /** The last step that may be refused; once it is done the saga only goes forward. */
        public Pivot<D> pivot(String name) {
            return new Pivot<>(table, name);
        }
    }

    /** The pivot: what it does. */
    public static final class Pivot<D> {
        private final Rows<D> table;
        private final String name;

        private Pivot(Rows<D> table, String name) {
            this.table = table;
            this.name = name;
        }

        /** Sends a command to a participant. */
        public PivotAnswers<D> send(SagaCommand<D> command) {
            return new PivotAnswers<>(this, command);
        }
    }

    /** The answers to the pivot. */
    public static final class PivotAnswers<D> {
        private final Pivot<D> step;
        private final SagaCommand<D> command;
        private final Meanings<D> meanings = new Meanings<>();

        private PivotAnswers(Pivot<D> step, SagaCommand<D> command) {
            this.step = step;
            this.command = command;
        }

        /** This answer means that it is done. */
        public <R> PivotAnswers<D> done(Class<R> answer) {
            return done(answer, (data, _) -> data);
        }

        /** This answer means that it is done, and the saga learns from it. */
        public <R> PivotAnswers<D> done(Class<R> answer, BiFunction<D, R, D> learn) {
            meanings.done(answer, learn);
            return this;
        }

        /** This answer means that a business rule refused it and nothing happened: the saga goes backwards. */
        public <R> PivotAnswers<D> refused(Class<R> answer, Function<R, String> reason) {
            meanings.refused(answer, reason);
            return this;
        }

        /** More or less patience with this step than with the others. */
        public PivotAnswers<D> retries(RetryPolicy policy) {
            meanings.retries = policy;
            return this;
        }

        /** The first step after the pivot, which must succeed in the end. */
        public Retriable<D> then(String next) {
            add();
            return new Retriable<>(step.table, next);
        }

        /** The definition. */
        public Saga<D> build() {
            add();
            return new Saga<>(step.table);
        }

        private void add() {
            step.table.add(step.name, Kind.PIVOT, meanings.of(command), new Undo.Never<>());
        }
    }

    /** A step after the pivot: what it does. */
    public static final class Retriable<D> {
        private final Rows<D> table;
        private final String name;

        private Retriable(Rows<D> table, String name) {
            this.table = table;
            this.name = name;
        }

        /** Sends a command to a participant. */
        public RetriableAnswers<D> send(SagaCommand<D> command) {
            return new RetriableAnswers<>(this, command);
        }

        /** Done by the coordinator's own service, at once. */
        public Tail<D> locally(SagaAction<D> action) {
            table.add(name, Kind.RETRIABLE, new Act.Local<>(action), new Undo.Never<>());
            return new Tail<>(table);
        }
    }

    /** The answers to a step after the pivot. */
    public static final class RetriableAnswers<D> {
        private final Retriable<D> step;
        private final SagaCommand<D> command;
        private final Meanings<D> meanings = new Meanings<>();

        private RetriableAnswers(Retriable<D> step, SagaCommand<D> command) {
            this.step = step;
            this.command = command;
        }

        /** This answer means that it is done; there may be several such answers. */
        public <R> RetriableAnswers<D> done(Class<R> answer) {
            return done(answer, (data, _) -> data);
        }

        /** This answer means that it is done, and the saga learns from it. */
        public <R> RetriableAnswers<D> done(Class<R> answer, BiFunction<D, R, D> learn) {
            meanings.done(answer, learn);
            return this;
        }

        /** More or less patience with this step than with the others. */
        public RetriableAnswers<D> retries(RetryPolicy policy) {
            meanings.retries = policy;
            return this;
        }

        /** The next step. */
        public Retriable<D> then(String next) {
            add();
            return new Retriable<>(step.table, next);
        }

        /** The definition. */
        public Saga<D> build() {
            add();
            return new Saga<>(step.table);
        }

        private void add() {
            step.table.add(step.name, Kind.RETRIABLE, meanings.of(command), new Undo.Never<>());
        }
    }

    /** After a local step behind the pivot. */
    public static final class Tail<D> {
        private final Rows<D> table;

        private Tail(Rows<D> table) {
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

    /** What the answers to a command mean. */
    private static final class Meanings<D> {
        private final Map<Class<?>, BiFunction<D, Object, D>> done = new HashMap<>();
        private final Map<Class<?>, Function<Object, String>> refused = new HashMap<>();
        private @Nullable RetryPolicy retries;

        <R> void done(Class<R> answer, BiFunction<D, R, D> learn) {
            done.put(answer, (data, body) -> learn.apply(data, answer.cast(body)));
        }

        <R> void refused(Class<R> answer, Function<R, String> reason) {
            refused.put(answer, body -> reason.apply(answer.cast(body)));
        }

        Act<D> of(SagaCommand<D> command) {
            return new Act.Command<>(command, Map.copyOf(done), Map.copyOf(refused), retries);
        }
    }
}
