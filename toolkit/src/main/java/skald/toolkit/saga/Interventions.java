package skald.toolkit.saga;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.toolkit.saga.SagaStep.Kind;

/** Decides what an operator asks for, and writes it down with where the saga stood before and after. */
final class Interventions implements Handler<Intervene> {

    /** What a verb came to, before it is written down. */
    private sealed interface Verdict {
        record Changed() implements Verdict {}

        record Already() implements Verdict {}

        record No(String code, String why) implements Verdict {}
    }

    private static final Verdict CHANGED = new Verdict.Changed();
    private static final Verdict ALREADY = new Verdict.Already();

    private final Sagas sagas;

    Interventions(Sagas sagas) {
        this.sagas = sagas;
    }

    @Override
    public void needs(Message<Intervene> message, Needs needs) {
        sagas.needs(id(message.body()), message.key(), needs);
    }

    private static SagaId id(Intervene command) {
        return new SagaId(command.definition(), command.instance());
    }

    @Override
    public void decide(Message<Intervene> message, Work work) {
        Intervene command = message.body();
        SagaId id = id(command);
        SagaInstance before = work.get(sagas.states(), id);
        if (before == null) {
            work.refuse(new InterventionRefused("saga.not-found", "There is no such saga."));
            return;
        }
        Run<?> run = sagas.run(before, work);
        if (run == null) {
            work.refuse(new InterventionRefused(
                    "saga.no-definition",
                    "The definition that this saga runs on is not there any more, and none takes over from it: define"
                            + " it again, or a migration from it. GET /v1/sagas/check lists all such sagas."));
            return;
        }
        switch (verdict(command, run)) {
            case Verdict.Changed _ -> {
                run.close();
                SagaInstance after = java.util.Objects.requireNonNull(work.get(sagas.states(), id));
                work.append(sagas.states().journal(), entry(command, before, after, work));
                work.reply(new Intervened(after.status(), after.step(), true));
            }
            case Verdict.Already _ -> work.reply(new Intervened(before.status(), before.step(), false));
            case Verdict.No no -> work.refuse(new InterventionRefused(no.code(), no.why()));
        }
    }

    private static Intervention entry(Intervene command, SagaInstance before, SagaInstance after, Work work) {
        return new Intervention(
                before.id(),
                work.now(),
                command.operator(),
                command.verb(),
                command.step(),
                command.outcome(),
                command.reason(),
                before.stand(),
                after.stand());
    }

    private static Verdict verdict(Intervene command, Run<?> run) {
        String step = command.step();
        if (step != null && run.saga().indexOf(step) < 0) {
            return new Verdict.No("saga.no-such-step", "The saga has no step \"" + step + "\".");
        }
        return switch (command.verb()) {
            case RETRY -> retry(run, step);
            case SKIP -> skip(run, step);
            case RESOLVE -> resolve(command, run, step);
            case RESUME -> resume(run, step);
            case COMPENSATE -> compensate(command, run);
        };
    }

    private static Verdict finished(Run<?> run) {
        return new Verdict.No("saga.finished", "The saga is " + word(run.status()) + ": nothing more happens to it.");
    }

    private static List<Integer> stuck(Run<?> run, @Nullable String step) {
        return run.pending(i -> run.state(i).isStuck() && isMeant(run, i, step));
    }

    private static boolean isMeant(Run<?> run, int index, @Nullable String step) {
        return step == null || run.saga().indexOf(step) == index;
    }

    private static Verdict retry(Run<?> run, @Nullable String step) {
        if (run.status().isFinished()) {
            return finished(run);
        }
        List<Integer> stuck = stuck(run, step);
        for (int index : stuck) {
            if (run.isChild(index)) {
                String does = run.state(index).isUndoing() ? "was to undo \"" : "is \"";
                return new Verdict.No(
                        "saga.not-repeatable",
                        "The saga that " + does + name(run, index)
                                + "\" is at its end or gone and cannot run again: resolve the step or skip it.");
            }
        }
        stuck.forEach(run::sendAnew);
        return stuck.isEmpty() ? ALREADY : CHANGED;
    }

    private static Verdict resume(Run<?> run, @Nullable String step) {
        if (run.status().isFinished()) {
            return finished(run);
        }
        List<Integer> pending = run.pending(i -> isMeant(run, i, step));
        pending.forEach(run::waitAnew);
        return pending.isEmpty() ? ALREADY : CHANGED;
    }

    private static Verdict skip(Run<?> run, @Nullable String step) {
        List<Integer> stuck = stuck(run, step);
        if (stuck.isEmpty()) {
            return wasSkipped(run, step)
                    ? ALREADY
                    : run.status().isFinished()
                            ? finished(run)
                            : new Verdict.No(
                                    "saga.not-stuck",
                                    "Only a stuck step can be skipped, and "
                                            + (step == null ? "none of this saga" : '"' + step + '"') + " is stuck.");
        }
        stuck.forEach(run::skipped);
        return CHANGED;
    }

    private static boolean wasSkipped(Run<?> run, @Nullable String step) {
        for (int i = 0; i < run.saga().steps().size(); i++) {
            if (isMeant(run, i, step) && run.state(i).word().endsWith("skipped")) {
                return true;
            }
        }
        return false;
    }

    private static Verdict resolve(Intervene command, Run<?> run, @Nullable String step) {
        ResolvedOutcome outcome = command.outcome();
        if (outcome == null) {
            return new Verdict.No("saga.no-outcome", "Say what the step came to: done, refused or undone.");
        }
        List<Integer> pending = run.pending(i -> isMeant(run, i, step));
        if (pending.isEmpty()) {
            return wasResolved(run, step, outcome)
                    ? ALREADY
                    : run.status().isFinished()
                            ? finished(run)
                            : new Verdict.No(
                                    "saga.not-under-way",
                                    step == null ? "No step is under way." : '"' + step + "\" is not under way.");
        }
        if (pending.size() > 1) {
            return new Verdict.No(
                    "saga.several-steps",
                    "Several steps are under way: say which one with \"step\", one of "
                            + pending.stream().map(index -> name(run, index)).toList() + '.');
        }
        return resolve(run, pending.getFirst(), outcome, command.reason());
    }

    private static Verdict resolve(Run<?> run, int index, ResolvedOutcome outcome, @Nullable String reason) {
        SagaStep<?> step = run.saga().steps().get(index);
        StepState state = run.state(index);
        if (run.isChild(index) && !state.isStuck()) {
            return new Verdict.No(
                    "saga.child-under-way",
                    "\"" + step.name() + "\" is a saga of its own, which decides it: see to that.");
        }
        String why = reason == null ? "" : reason;
        switch (outcome) {
            case DONE -> {
                if (state.isUndoing()) {
                    return new Verdict.No(
                            "saga.is-undone",
                            "\"" + step.name()
                                    + "\" is being undone, whether it was done or not. Say undone if it is.");
                }
                run.done(index);
            }
            case REFUSED -> {
                if (state.isUndoing() && "done".equals(state.outcome())) {
                    return new Verdict.No(
                            "saga.was-done", "\"" + step.name() + "\" was done, so it cannot have been refused.");
                }
                if (step.kind() == Kind.RETRIABLE) {
                    return new Verdict.No(
                            "saga.past-pivot",
                            "\"" + step.name()
                                    + "\" comes after the pivot and cannot be refused: retry it, or skip it.");
                }
                run.refused(index, why);
            }
            case UNDONE -> {
                if (!state.isUndoing()) {
                    return new Verdict.No("saga.not-undone", "\"" + step.name() + "\" is not being undone.");
                }
                run.undone(index);
            }
        }
        return CHANGED;
    }

    private static boolean wasResolved(Run<?> run, @Nullable String step, ResolvedOutcome outcome) {
        int index = step == null ? -1 : run.saga().indexOf(step);
        return index >= 0
                && switch (outcome) {
                    case DONE -> run.state(index) == StepState.DONE;
                    case REFUSED -> run.state(index) == StepState.REFUSED;
                    case UNDONE -> run.state(index).word().equals("compensated");
                };
    }

    private static Verdict compensate(Intervene command, Run<?> run) {
        if (run.status() == SagaStatus.COMPLETED) {
            return finished(run);
        }
        if (run.turned()) {
            return ALREADY;
        }
        if (!run.isTurnable()) {
            String step = run.pending(_ -> true).stream()
                    .findFirst()
                    .map(i -> name(run, i))
                    .orElse("");
            return new Verdict.No(
                    "saga.past-pivot",
                    "The saga is at \"" + step + "\", its pivot or a step after it: it only goes forward. If the pivot"
                            + " itself is stuck, find out what became of it and resolve it.");
        }
        run.turn(Cause.CANCELLED, command.reason() == null ? "turned around by an operator" : command.reason());
        return CHANGED;
    }

    private static String name(Run<?> run, int index) {
        return run.saga().steps().get(index).name();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
