package skald.toolkit.saga;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How far a running saga has come, by the names of its steps: what a migration gets of the old definition and gives back
 * for the new one. Immutable.
 *
 * <p>Steps of the new definition that it does not name are {@link StepState#WAITING}. So a step that was inserted before
 * the place where the saga stands must be named: {@code old.added("check fraud", StepState.SKIPPED)} says that this saga
 * goes without it, {@code RUNNING} that it is done now.
 */
public final class SagaProgress<D> {
    private final D data;
    private final boolean backwards;
    private final Map<String, StepState> steps;
    private final Map<String, String> renamed;
    private final Map<String, StepState> origin;

    private SagaProgress(
            D data,
            boolean backwards,
            Map<String, StepState> steps,
            Map<String, String> renamed,
            Map<String, StepState> origin) {
        this.data = data;
        this.backwards = backwards;
        this.steps = steps;
        this.renamed = renamed;
        this.origin = origin;
    }

    static <D> SagaProgress<D> of(D data, boolean backwards, Map<String, StepState> steps) {
        return new SagaProgress<>(data, backwards, steps, Map.of(), steps);
    }

    private SagaProgress<D> with(Map<String, StepState> nextSteps, Map<String, String> names) {
        return new SagaProgress<>(data, backwards, nextSteps, names, origin);
    }

    /** What the saga has learned. */
    public D data() {
        return data;
    }

    /** Whether it goes backwards. */
    public boolean backwards() {
        return backwards;
    }

    /** What became of each step, in the order of the definition. */
    public Map<String, StepState> steps() {
        return java.util.Collections.unmodifiableMap(steps);
    }

    /** What became of a step. */
    public StepState step(String name) {
        return known(name);
    }

    /** A step has another name now; answers to its old name still count. */
    public SagaProgress<D> renamed(String from, String to) {
        Map<String, StepState> next = new LinkedHashMap<>();
        known(from);
        steps.forEach((name, state) -> next.put(name.equals(from) ? to : name, state));
        Map<String, String> names = new LinkedHashMap<>(renamed);
        names.put(from, to);
        return with(next, names);
    }

    /** A step is no part of the saga any more; what it did is not undone if the saga turns. */
    public SagaProgress<D> removed(String name) {
        known(name);
        Map<String, StepState> next = new LinkedHashMap<>(steps);
        next.remove(name);
        return with(next, renamed);
    }

    /** A step counts as this, whether it is new or not; one that becomes {@code RUNNING} is begun. */
    public SagaProgress<D> added(String name, StepState state) {
        Map<String, StepState> next = new LinkedHashMap<>(steps);
        next.put(name, state);
        return with(next, renamed);
    }

    /** The same progress with the data of the new definition. */
    public <N> SagaProgress<N> with(N newData) {
        return new SagaProgress<>(newData, backwards, steps, renamed, origin);
    }

    /** What an answer to the step {@code name} answers now. */
    String nameNow(String name) {
        return renamed.getOrDefault(name, name);
    }

    boolean keptItsName(String now) {
        return origin.containsKey(now) && !renamed.containsValue(now);
    }

    /** Whether the step that has this name now was under way before the migration. */
    boolean wasUnderWay(String now) {
        String before = renamed.entrySet().stream()
                .filter(names -> names.getValue().equals(now))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(now);
        return origin.getOrDefault(before, StepState.WAITING).isPending();
    }

    private StepState known(String name) {
        return Objects.requireNonNull(
                steps.get(name), () -> "the saga had no step \"" + name + "\", only " + steps.keySet());
    }
}
