package skald.toolkit.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import skald.toolkit.SagaRef;
import skald.toolkit.Work;
import skald.toolkit.saga.SagaStep.Act;
import skald.toolkit.saga.SagaStep.Kind;
import skald.toolkit.saga.SagaStep.Undo;

/**
 * One advance of one saga: takes what happened, goes as far forward or backwards as it can, and {@link #close} writes
 * where it stands then. Used once, within one decision.
 *
 * <p>Steps that run together are one unit. Forward, a unit begins when the one before it is done, and ends when each of
 * its steps is at rest; if one of them was refused or stayed unknown, the saga turns only then. Backwards, a unit's
 * compensations are sent at once, and the unit before it follows when all are answered.
 */
final class Run<D> {
    /** A child saga keeps its own time and tells its end; its parent looks in case it could not be told. */
    private static final Duration LOOK_AFTER_CHILD = Duration.ofHours(1);

    private final Sagas sagas;
    private final Saga<D> saga;
    private final SagaInstance before;
    private final Work work;
    private final Instant now;
    private final StepState[] states;
    private final @Nullable Watch[] watches;

    /** What happens to other sagas because of this one: only once this one is written. */
    private final List<Runnable> afterwards = new ArrayList<>();

    private SagaStatus status;
    private boolean turned;
    private @Nullable Cause cause;
    private @Nullable String reason;
    private byte[] encoded;
    private @Nullable D data;
    private boolean timerIsGone;
    private boolean changed = true;

    Run(Sagas sagas, Saga<D> saga, SagaInstance instance, Work work) {
        this.sagas = sagas;
        this.saga = saga;
        this.before = instance;
        this.work = work;
        this.now = work.now();
        this.states = instance.progress().isEmpty()
                ? LegacyProgress.of(saga.steps().stream().map(SagaStep::name).toList(), instance)
                : StepState.read(instance.progress());
        if (states.length != saga.steps().size()) {
            throw new IllegalStateException("saga " + instance.id() + " has " + states.length + " steps, " + saga + " "
                    + saga.steps().size());
        }
        this.watches = Watch.read(instance, states);
        this.status = instance.status();
        this.turned = instance.backwards();
        this.cause = instance.cause();
        this.reason = instance.reason();
        this.encoded = instance.data();
        // The timer of a stuck saga has fired for the last time.
        this.timerIsGone = status == SagaStatus.STUCK;
    }

    // --- what happened ---

    void started() {
        timerIsGone = true;
        forward(0);
    }

    /** It stands in line for its locks, and is looked at when it gives up. */
    void queued() {
        timerIsGone = true;
    }

    private void lookAtLocks() {
        if (sagas.locking().hasAll(before, work)) {
            work.unschedule(before.key(), Sagas.patienceOf(before.id()));
            forward(0);
        } else if (!before.deadline().isAfter(now) || !before.dueAt().isAfter(now)) {
            turn(Cause.EXPIRED, "what it needs was not free in time");
        } else {
            changed = false;
        }
    }

    /** An answer came; gives whether it is one that the saga waits for. */
    boolean answered(String stepName, boolean undo, Object body) {
        int index = saga.indexOf(stepName);
        if (index < 0 || !(undo ? states[index].isUndoing() : states[index].isRunning())) {
            return false;
        }
        SagaStep<D> step = saga.steps().get(index);
        return undo ? undoAnswered(index, step, body) : actAnswered(index, step, body);
    }

    private boolean actAnswered(int index, SagaStep<D> step, Object body) {
        if (!(step.act() instanceof Act.Command<D> command)) {
            return false;
        }
        BiFunction<D, Object, D> learn = command.done().get(body.getClass());
        Function<Object, String> why = command.refused().get(body.getClass());
        if (learn != null) {
            learn(learn.apply(data(), body));
            done(index);
        } else if (why != null) {
            refused(index, why.apply(body));
        }
        return learn != null || why != null;
    }

    private boolean undoAnswered(int index, SagaStep<D> step, Object body) {
        boolean means = step.undo() instanceof Undo.Command<D> command
                && command.undone().contains(body.getClass());
        if (means) {
            undone(index);
        }
        return means;
    }

    /** The saga that a step is, or that undoes it, is at its end. */
    void childEnded(SagaRef ref, SagaInstance child) {
        int index = saga.indexOf(ref.step());
        if (index >= 0 && states[index].isPending()) {
            restOnChild(index, ref.undo(), child);
            goOn(index);
        }
    }

    private void restOnChild(int index, boolean undo, SagaInstance child) {
        SagaStep<D> step = saga.steps().get(index);
        boolean completed = child.status() == SagaStatus.COMPLETED;
        if (undo) {
            if (completed) {
                rest(index, states[index].undone());
            } else {
                stuck(index, "the saga that undoes \"" + step.name() + "\" was itself undone");
            }
        } else if (completed && step.act() instanceof Act.Child<D> act) {
            learn(act.learn().apply(data(), sagas.dataOf(act.saga(), child)));
            rest(index, StepState.DONE);
        } else {
            because(Cause.REFUSED, child.reason() == null ? "its child saga was undone" : child.reason());
            rest(index, StepState.REFUSED);
        }
    }

    /**
     * Waits on for a child saga, unless it is at its end: nobody was told of that while this saga had no definition that
     * it could go on with.
     */
    private void lookAfterChild(int index, int attempts) {
        boolean undo = states[index].isUndoing();
        String step = saga.steps().get(index).name();
        SagaInstance child = work.get(sagas.states(), childOf(index, undo));
        watches[index] = new Watch(attempts, now.plus(LOOK_AFTER_CHILD));
        if (child == null) {
            stuck(index, "the saga that " + (undo ? "undoes \"" : "is \"") + step + "\" is gone");
        } else if (child.status().isFinished()) {
            restOnChild(index, undo, child);
        }
    }

    void wokenUp() {
        timerIsGone = true;
        if (status.isFinished()) {
            return;
        }
        if (status == SagaStatus.WAITING) {
            lookAtLocks();
            return;
        }
        if (isTurnable() && !before.deadline().isAfter(now)) {
            turn(Cause.EXPIRED, "it was not carried through in time");
            return;
        }
        changed = false;
        int unit = active();
        for (int i = saga.firstOf(unit); i <= saga.lastOf(unit); i++) {
            Watch watch = watches[i];
            if (watch != null && !states[i].isStuck() && !watch.dueAt().isAfter(now)) {
                overdue(i, watch);
            }
        }
        goOn(unit);
    }

    private void overdue(int index, Watch watch) {
        changed = true;
        SagaStep<D> step = saga.steps().get(index);
        boolean undo = states[index].isUndoing();
        if (isChild(index)) {
            lookAfterChild(index, watch.attempts());
        } else if (!saga.retries(step, undo).isOver(watch.attempts(), before.id(), step.name())) {
            send(index, watch.attempts() + 1);
        } else if (!undo && step.kind() == Kind.COMPENSATABLE) {
            because(Cause.UNKNOWN, "no answer to \"" + step.name() + "\"");
            rest(index, StepState.UNKNOWN);
        } else {
            String what = (undo ? "undo of \"" : "\"") + step.name() + '"';
            stuck(index, "no answer to " + what + " after " + watch.attempts() + " attempts");
        }
    }

    /** Whether it can still be undone instead of being carried through. */
    boolean isTurnable() {
        boolean beforePivot =
                status == SagaStatus.WAITING || saga.steps().get(active()).kind() == Kind.COMPENSATABLE;
        return !turned && !status.isFinished() && beforePivot;
    }

    /** Turns it around; what is under way counts as unknown, but a child saga is turned too and waited for. */
    void turn(Cause why, String inWords) {
        because(why, inWords);
        turned = true;
        if (status == SagaStatus.WAITING) {
            work.unschedule(before.key(), Sagas.patienceOf(before.id()));
            status = SagaStatus.COMPENSATED;
            return;
        }
        status = SagaStatus.COMPENSATING;
        int unit = active();
        for (int i = saga.firstOf(unit); i <= saga.lastOf(unit); i++) {
            if (states[i].isRunning()) {
                turnStep(i, why, inWords);
            }
        }
        goOn(unit);
    }

    private void turnStep(int index, Cause why, String inWords) {
        SagaId id = isChild(index) ? childOf(index, false) : null;
        SagaInstance child = id == null ? null : work.get(sagas.states(), id);
        if (id == null || child == null) {
            rest(index, StepState.UNKNOWN);
        } else if (child.status().isFinished()) {
            restOnChild(index, false, child);
        } else {
            afterwards.add(() -> sagas.turnChild(id, why, inWords, work));
        }
    }

    // --- what a step came to ---

    void done(int index) {
        rest(index, StepState.DONE);
        goOn(index);
    }

    void refused(int index, String why) {
        because(Cause.REFUSED, why);
        rest(index, StepState.REFUSED);
        goOn(index);
    }

    void skipped(int index) {
        rest(index, states[index].isRunning() ? StepState.SKIPPED : states[index].undoSkipped());
        goOn(index);
    }

    void undone(int index) {
        rest(index, states[index].undone());
        goOn(index);
    }

    private void rest(int index, StepState state) {
        states[index] = state;
        watches[index] = null;
    }

    private void stuck(int index, String why) {
        states[index] = states[index].stuck();
        reason = reason == null ? why : reason;
    }

    private void because(Cause why, String inWords) {
        // The first cause is the one that counts: what happens while it is undone changes nothing any more.
        if (cause == null) {
            cause = why;
            reason = inWords;
        }
    }

    private void learn(D learned) {
        if (learned != data) {
            data = learned;
            encoded = sagas.definitions().encode(learned);
        }
    }

    // --- retry and resume ---

    /** Sends the command of a step under way again, as if for the first time. */
    void sendAnew(int index) {
        states[index] = states[index].unstuck();
        send(index, 1);
        status = turned ? SagaStatus.COMPENSATING : SagaStatus.RUNNING;
        timerIsGone = true;
    }

    /** Waits for the answer to a step under way as if nothing had been sent so far. */
    void waitAnew(int index) {
        states[index] = states[index].unstuck();
        status = turned ? SagaStatus.COMPENSATING : SagaStatus.RUNNING;
        timerIsGone = true;
        if (isChild(index)) {
            lookAfterChild(index, 0);
            goOn(index);
            return;
        }
        SagaStep<D> step = saga.steps().get(index);
        Duration wait = saga.retries(step, states[index].isUndoing()).waitAfter(1, before.id(), step.name());
        watches[index] = new Watch(0, now.plus(wait));
    }

    // --- forward and backwards ---

    private void goOn(int index) {
        int first = saga.firstOf(index);
        int last = saga.lastOf(index);
        boolean failed = turned;
        for (int i = first; i <= last; i++) {
            if (states[i].isPending()) {
                return;
            }
            failed |= states[i].turnsBack();
        }
        if (failed) {
            backward(last);
        } else {
            // A step that a migration has put beside one under way may not have begun yet.
            forward(first);
        }
    }

    private void forward(int from) {
        for (int i = from; i < states.length; i = saga.lastOf(i) + 1) {
            for (int step = i; step <= saga.lastOf(i); step++) {
                if (states[step] == StepState.WAITING) {
                    begin(step);
                }
            }
            if (unitIs(i, StepState::isPending)) {
                status = SagaStatus.RUNNING;
                return;
            }
        }
        status = SagaStatus.COMPLETED;
    }

    private void begin(int index) {
        SagaStep<D> step = saga.steps().get(index);
        switch (step.act()) {
            case Act.Local<D> local -> {
                local.action().run(data(), work);
                states[index] = StepState.DONE;
            }
            case Act.Command<D> _ -> {
                states[index] = StepState.RUNNING;
                send(index, 1);
            }
            case Act.Child<D> child -> {
                states[index] = StepState.RUNNING;
                startChild(index, child.saga(), child.data().apply(data()), false);
            }
        }
    }

    private void backward(int from) {
        turned = true;
        for (int i = from; i >= 0; i = saga.firstOf(i) - 1) {
            for (int step = i; step >= saga.firstOf(i); step--) {
                if (states[step].needsUndo()) {
                    undo(step);
                }
            }
            if (unitIs(i, StepState::isPending)) {
                status = SagaStatus.COMPENSATING;
                return;
            }
        }
        status = SagaStatus.COMPENSATED;
    }

    private void undo(int index) {
        SagaStep<D> step = saga.steps().get(index);
        switch (step.undo()) {
            case Undo.Local<D> local -> {
                local.action().run(data(), whyTurned(), reason == null ? "" : reason, work);
                states[index] = states[index].undone();
            }
            case Undo.Command<D> _ -> {
                states[index] = states[index].undoing();
                send(index, 1);
            }
            case Undo.Child<D> child -> {
                states[index] = states[index].undoing();
                startChild(index, child.saga(), child.data().apply(data()), true);
            }
            case Undo.Never<D> _ ->
                throw new IllegalStateException("saga " + before.id() + " is past its point of no return");
        }
    }

    private Cause whyTurned() {
        return cause == null ? Cause.UNKNOWN : cause;
    }

    private void startChild(int index, Saga<?> child, Object childData, boolean undo) {
        String step = saga.steps().get(index).name();
        SagaRef ref = new SagaRef(before.id().definition(), before.id().instance(), step, undo);
        SagaId id = Definitions.childOf(before.id(), child, step, undo);
        watches[index] = new Watch(1, now.plus(LOOK_AFTER_CHILD));
        afterwards.add(() -> sagas.start(child, id, before.key(), childData, ref, work));
    }

    private void send(int index, int attempt) {
        SagaStep<D> step = saga.steps().get(index);
        boolean undo = states[index].isUndoing();
        SagaId id = before.id();
        work.send(
                before.key(),
                command(step, undo).from(data(), work),
                new SagaRef(id.definition(), id.instance(), step.name(), undo));
        Duration wait = saga.retries(step, undo).waitAfter(attempt, id, step.name());
        watches[index] = new Watch(attempt, now.plus(wait));
    }

    private static <D> SagaCommand<D> command(SagaStep<D> step, boolean undo) {
        if (undo && step.undo() instanceof Undo.Command<D> command) {
            return command.command();
        }
        if (!undo && step.act() instanceof Act.Command<D> command) {
            return command.command();
        }
        throw new IllegalStateException("step " + step.name() + " sends no command");
    }

    /** Whether a saga of its own decides the step under way. */
    boolean isChild(int index) {
        SagaStep<D> step = saga.steps().get(index);
        return states[index].isUndoing() ? step.undo() instanceof Undo.Child<?> : step.act() instanceof Act.Child<?>;
    }

    private SagaId childOf(int index, boolean undo) {
        SagaStep<D> step = saga.steps().get(index);
        if (undo && step.undo() instanceof Undo.Child<D> child) {
            return Definitions.childOf(before.id(), child.saga(), step.name(), true);
        }
        if (!undo && step.act() instanceof Act.Child<D> child) {
            return Definitions.childOf(before.id(), child.saga(), step.name(), false);
        }
        throw new IllegalStateException("step " + step.name() + " is no saga");
    }

    // --- where it stands ---

    Saga<D> saga() {
        return saga;
    }

    StepState state(int index) {
        return states[index];
    }

    SagaStatus status() {
        return status;
    }

    boolean turned() {
        return turned;
    }

    /** The steps under way that {@code wanted} takes. */
    List<Integer> pending(IntPredicate wanted) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            if (states[i].isPending() && wanted.test(i)) {
                found.add(i);
            }
        }
        return found;
    }

    private D data() {
        D known = data;
        if (known == null) {
            known = sagas.definitions().decode(saga.dataType(), encoded);
            data = known;
        }
        return known;
    }

    private boolean unitIs(int index, Predicate<StepState> what) {
        for (int i = saga.firstOf(index); i <= saga.lastOf(index); i++) {
            if (what.test(states[i])) {
                return true;
            }
        }
        return false;
    }

    /** A step of the unit under way. */
    private int active() {
        int touched = 0;
        for (int i = 0; i < states.length; i++) {
            if (states[i].isPending()) {
                return i;
            }
            if (states[i] != StepState.WAITING) {
                touched = i;
            }
        }
        return touched;
    }

    // --- at the end of the advance ---

    /** Writes it, and does to other sagas what follows from it. */
    void close() {
        SagaInstance after = instance();
        if (changed) {
            work.put(sagas.states(), after.id(), after);
        }
        if (status.isFinished()) {
            work.unschedule(before.key(), Sagas.timerOf(before.id()));
            if (!before.status().isFinished()) {
                sagas.locking().release(after, work);
            }
            SagaRef parent = after.parent();
            if (parent != null && !before.status().isFinished()) {
                afterwards.add(() -> sagas.childEnded(parent, after, work));
            }
        } else {
            watch(after);
        }
        afterwards.forEach(Runnable::run);
    }

    private SagaInstance instance() {
        int pending = Watch.foremost(states, watches);
        if (!status.isFinished() && status != SagaStatus.WAITING) {
            boolean anyStuck = unitIs(active(), StepState::isStuck);
            status = anyStuck ? SagaStatus.STUCK : turned ? SagaStatus.COMPENSATING : SagaStatus.RUNNING;
        }
        if (before.status() == SagaStatus.STUCK && status != SagaStatus.STUCK && cause == null) {
            reason = null;
        }
        int last = status == SagaStatus.COMPLETED ? states.length - 1 : 0;
        Watch watch = pending < 0 ? null : watches[pending];
        return new SagaInstance(
                before.id(),
                before.key(),
                saga.generation(),
                status,
                saga.steps().get(pending < 0 ? last : pending).name(),
                turned,
                StepState.write(states),
                encoded,
                cause,
                reason,
                watch == null ? before.attempts() : watch.attempts(),
                watch == null ? before.dueAt() : watch.dueAt(),
                Watch.write(states, watches),
                before.parent(),
                before.locks(),
                before.deadline(),
                before.startedAt(),
                now);
    }

    /**
     * Sets the timer, if the one that is set would fire too late: it fires no later than the last wait's end, and what is
     * due then is looked at then. So a step that is answered in time costs no timer.
     */
    private void watch(SagaInstance after) {
        Instant due = status == SagaStatus.WAITING ? after.dueAt() : null;
        for (int i = 0; i < states.length; i++) {
            Watch watch = watches[i];
            if (watch != null
                    && !states[i].isStuck()
                    && (due == null || watch.dueAt().isBefore(due))) {
                due = watch.dueAt();
            }
        }
        if (due == null || !timerIsGone && !due.isBefore(before.dueAt())) {
            return;
        }
        boolean deadlineCounts = isTurnable() && after.deadline().isBefore(due);
        SagaId id = after.id();
        work.schedule(
                after.key(),
                // Locks may be released in another lane, which begins the saga then and sets its timer: a timer stays
                // in
                // the lane that set it first, so the two must not be the same.
                status == SagaStatus.WAITING ? Sagas.patienceOf(id) : Sagas.timerOf(id),
                deadlineCounts ? after.deadline() : due,
                new SagaWakeUp(id.definition(), id.instance()));
    }
}
