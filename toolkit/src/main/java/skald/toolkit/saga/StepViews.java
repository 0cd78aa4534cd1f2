package skald.toolkit.saga;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of a saga as people look at them. */
final class StepViews {
    private StepViews() {}

    static <D> List<StepView> of(Saga<D> saga, SagaInstance instance) {
        StepState[] states = instance.progress().isEmpty()
                ? LegacyProgress.of(saga.steps().stream().map(SagaStep::name).toList(), instance)
                : StepState.read(instance.progress());
        boolean ended = instance.backwards() || instance.status().isFinished();
        List<StepView> views = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            SagaStep<D> step = saga.steps().get(i);
            String state = ended && states[i] == StepState.WAITING ? "not-run" : states[i].word();
            views.add(
                    new StepView(step.name(), step.kind().name().toLowerCase(Locale.ROOT), state, states[i].outcome()));
        }
        return views;
    }
}
