package skald.toolkit.saga;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Needs;
import skald.toolkit.saga.SagaStep.Act;
import skald.toolkit.saga.SagaStep.Undo;

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
 * a refusal: the builder's types have no such methods. Steps that do not need each other may run at once
 * ({@link SagaTable.Next#inParallel}), and a step may be a saga itself ({@link SagaTable.Branch#saga}).
 */
public final class Saga<D> {
    private final SagaTable.Rows<D> table;
    private final List<SagaStep<D>> steps;
    private final Map<String, Integer> indexes;
    private final int[] firstOf;
    private final int[] lastOf;

    Saga(SagaTable.Rows<D> table) {
        this.table = table;
        this.steps = List.copyOf(table.steps);
        this.indexes = steps.stream().collect(Collectors.toUnmodifiableMap(SagaStep::name, steps::indexOf));
        this.firstOf = new int[steps.size()];
        this.lastOf = new int[steps.size()];
        for (int i = 0; i < firstOf.length; i++) {
            firstOf[i] = i > 0 && together(i - 1, i) ? firstOf[i - 1] : i;
        }
        for (int i = lastOf.length - 1; i >= 0; i--) {
            lastOf[i] = i < lastOf.length - 1 && together(i, i + 1) ? lastOf[i + 1] : i;
        }
    }

    private boolean together(int one, int other) {
        return steps.get(one).group() != 0
                && steps.get(one).group() == steps.get(other).group();
    }

    /**
     * Starts the table of a saga.
     *
     * @param generation the version of the definition: a new number for every change of the table
     * @param dataType what the steps need and learn; a record that Jackson can write and read
     */
    public static <D> SagaTable.Start<D> named(String name, int generation, Class<D> dataType) {
        return new SagaTable.Start<>(new SagaTable.Rows<>(name, generation, dataType));
    }

    /** Its name, unique in the service. */
    public String name() {
        return table.name;
    }

    /** The version of this definition. */
    public int generation() {
        return table.generation;
    }

    Class<D> dataType() {
        return table.dataType;
    }

    Map<Integer, SagaMigration<?, D>> migrations() {
        return table.migrations;
    }

    /** The patience with a step's command, or with its compensation. */
    RetryPolicy retries(SagaStep<D> step, boolean undo) {
        RetryPolicy own = undo
                ? step.undo() instanceof Undo.Command<D> command ? command.retries() : null
                : step.act() instanceof Act.Command<D> command ? command.retries() : null;
        return own == null ? table.retries : own;
    }

    RetryPolicy retries() {
        return table.retries;
    }

    /** What it locks, {@code null} for nothing. */
    Locking.@Nullable Rule<D> locks() {
        return table.locks;
    }

    Duration deadline() {
        return table.deadline;
    }

    /** Names the states that local steps read and write, given the saga's key. */
    void needs(String key, Needs more) {
        table.needs.accept(key, more);
    }

    BiConsumer<String, Needs> needs() {
        return table.needs;
    }

    List<SagaStep<D>> steps() {
        return steps;
    }

    /** The first of the steps that run together with this one. */
    int firstOf(int index) {
        return firstOf[index];
    }

    /** The last of the steps that run together with this one. */
    int lastOf(int index) {
        return lastOf[index];
    }

    /** The place of a step, -1 if there is none with this name. */
    int indexOf(String step) {
        return indexes.getOrDefault(step, -1);
    }

    /** The steps as they are registered: one a line. */
    String signature() {
        return steps.stream().map(SagaStep::signature).collect(Collectors.joining("\n"));
    }

    /** The sagas that it starts, as steps or to undo them. */
    Set<Saga<?>> children() {
        Set<Saga<?>> children = new HashSet<>();
        for (SagaStep<D> step : steps) {
            if (step.act() instanceof Act.Child<D> child) {
                children.add(child.saga());
            }
            if (step.undo() instanceof Undo.Child<D> child) {
                children.add(child.saga());
            }
        }
        return children;
    }

    /** The classes of all messages that answer a step. */
    Set<Class<?>> answers() {
        Set<Class<?>> answers = new HashSet<>();
        for (SagaStep<D> step : steps) {
            if (step.act() instanceof Act.Command<D> command) {
                answers.addAll(command.done().keySet());
                answers.addAll(command.refused().keySet());
            }
            if (step.undo() instanceof Undo.Command<D> command) {
                answers.addAll(command.undone());
            }
        }
        return answers;
    }

    @Override
    public String toString() {
        return name() + " generation " + generation();
    }
}
