package skald.toolkit.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Needs;
import skald.toolkit.SagaRef;
import skald.toolkit.Work;
import skald.toolkit.saga.Definitions.Place;

/** What the sagas of a coordinator do to each other within a decision. Immutable. */
record Sagas(SagaStates states, Definitions definitions) {

    static String timerOf(SagaId id) {
        return "saga " + id.definition() + ' ' + id.instance();
    }

    /** Names everything that an advance of this saga may touch: its parents, their children, and what local steps need. */
    void needs(SagaId id, String key, Needs needs) {
        if (definitions.isChild(id.definition())) {
            needs.of(states, id, (saga, more) -> {
                if (saga.parent() != null) {
                    needs(Definitions.parentOf(saga.parent()), key, more);
                }
            });
        }
        needs.of(states, id);
        needsOfSteps(id, key, needs);
        for (SagaId descendant : definitions.descendants(id)) {
            needs.of(states, descendant);
            needsOfSteps(descendant, key, needs);
        }
    }

    private void needsOfSteps(SagaId id, String key, Needs needs) {
        definitions.generations(id.definition()).values().forEach(saga -> saga.needs(key, needs));
    }

    void start(Saga<?> saga, SagaId id, String key, Object data, @Nullable SagaRef parent, Work work) {
        if (work.get(states, id) != null) {
            throw new IllegalStateException("saga " + id + " was started before");
        }
        Instant now = work.now();
        SagaInstance fresh = new SagaInstance(
                id,
                key,
                saga.generation(),
                SagaStatus.RUNNING,
                saga.steps().getFirst().name(),
                false,
                ".".repeat(saga.steps().size()),
                definitions.encode(data),
                null,
                null,
                0,
                now,
                null,
                parent,
                now.plus(saga.deadline()),
                now,
                now);
        Run<?> run = new Run<>(this, saga, fresh, work);
        run.started();
        run.close();
    }

    void childEnded(SagaRef ref, SagaInstance child, Work work) {
        Run<?> parent = run(work.get(states, Definitions.parentOf(ref)), work);
        if (parent != null) {
            parent.childEnded(ref, child);
            parent.close();
        }
    }

    /** Its parent turns: so does it, unless it is past its pivot. */
    void turnChild(SagaId id, Cause cause, String reason, Work work) {
        Run<?> child = run(work.get(states, id), work);
        if (child != null && child.isTurnable()) {
            child.turn(cause, reason);
            child.close();
        }
    }

    Object dataOf(Saga<?> saga, SagaInstance instance) {
        return definitions.decode(saga.dataType(), instance.data());
    }

    /** An advance of this saga on the definition that it goes on with; {@code null} if there is none. */
    @Nullable
    Run<?> run(@Nullable SagaInstance instance, Work work) {
        if (instance == null) {
            return null;
        }
        return switch (definitions.place(instance)) {
            case Place.On<?> on -> new Run<>(this, on.saga(), on.instance(), work);
            case Place.Nowhere _ -> null;
        };
    }
}
