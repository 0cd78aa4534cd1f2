package skald.toolkit.saga;

import java.util.List;

/** The progress of sagas that were begun when only the current step was kept: as much as that tells. */
final class LegacyProgress {
    private LegacyProgress() {}

    static StepState[] of(List<String> names, SagaInstance saga) {
        int current = names.indexOf(saga.step());
        StepState[] states = new StepState[names.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = state(i, current, saga);
        }
        return states;
    }

    private static StepState state(int index, int current, SagaInstance saga) {
        return switch (saga.status()) {
            case COMPLETED -> StepState.DONE;
            case COMPENSATED, WAITING -> StepState.WAITING;
            case RUNNING, COMPENSATING, STUCK -> {
                if (index != current) {
                    yield index < current ? StepState.DONE : StepState.WAITING;
                }
                boolean stuck = saga.status() == SagaStatus.STUCK;
                StepState pending = saga.backwards() ? StepState.UNDOING_UNKNOWN : StepState.RUNNING;
                yield stuck ? pending.stuck() : pending;
            }
        };
    }
}
