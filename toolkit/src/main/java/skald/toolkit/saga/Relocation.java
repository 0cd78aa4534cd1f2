package skald.toolkit.saga;

import java.util.ArrayList;
import java.util.List;
import skald.toolkit.saga.SagaStep.Act;
import skald.toolkit.saga.SagaStep.Undo;

/** Puts a migrated saga in its place in the new table, or says why it has none there. */
final class Relocation {
    private Relocation() {}

    static <D> SagaInstance of(Saga<D> saga, SagaInstance old, SagaProgress<D> progress, byte[] data) {
        List<String> unknown = new ArrayList<>(progress.steps().keySet());
        saga.steps().forEach(step -> unknown.remove(step.name()));
        require(unknown.isEmpty(), "it has no steps " + unknown + ": rename or remove them");
        StepState[] states = new StepState[saga.steps().size()];
        int first = -1;
        for (int i = 0; i < states.length; i++) {
            SagaStep<D> step = saga.steps().get(i);
            states[i] = progress.steps().getOrDefault(step.name(), StepState.WAITING);
            if (states[i].isPending()) {
                require(
                        states[i].isRunning() ? !(step.act() instanceof Act.Local<D>) : isAnswered(step.undo()),
                        "nobody answers step \"" + step.name() + '"');
                require(
                        !(step.act() instanceof Act.Child<D>) || progress.keptItsName(step.name()),
                        "step \"" + step.name() + "\" is a saga under way, which knows it by its old name");
                first = first < 0 ? i : first;
            }
        }
        boolean waits = old.status() == SagaStatus.WAITING && first < 0;
        require(first >= 0 || waits, "no step is under way: say which one is RUNNING now");
        if (waits) {
            first = 0;
        }
        checkOrder(saga, states, first, old.backwards());
        // A step that only begins with the migration has had no attempt; its command is sent when it is looked at.
        boolean begins = !waits && !progress.wasUnderWay(saga.steps().get(first).name());
        return new SagaInstance(
                old.id(),
                old.key(),
                saga.generation(),
                old.status(),
                saga.steps().get(first).name(),
                old.backwards(),
                StepState.write(states),
                data,
                old.cause(),
                old.reason(),
                begins ? 0 : old.attempts(),
                begins ? old.updatedAt() : old.dueAt(),
                null,
                old.parent(),
                old.locks(),
                old.deadline(),
                old.startedAt(),
                old.updatedAt());
    }

    private static boolean isAnswered(Undo<?> undo) {
        return undo instanceof Undo.Command<?> || undo instanceof Undo.Child<?>;
    }

    private static void checkOrder(Saga<?> saga, StepState[] states, int first, boolean backwards) {
        for (int i = 0; i < states.length; i++) {
            String step = "step \"" + saga.steps().get(i).name() + '"';
            if (i < saga.firstOf(first)) {
                require(
                        states[i] != StepState.WAITING,
                        step + " comes before the one that is under way: say what it is");
                require(!states[i].isPending(), step + " and a later one would be under way at the same time");
            } else if (i > saga.lastOf(first)) {
                require(!states[i].isPending(), step + " and an earlier one would be under way at the same time");
                require(
                        backwards || states[i] == StepState.WAITING,
                        step + " comes after the one that is under way and cannot be " + states[i]);
                require(!backwards || !states[i].needsUndo(), step + " would never be undone: the saga is past it");
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
