package skald.toolkit.saga;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Needs;
import skald.toolkit.SagaRef;
import skald.toolkit.Work;
import skald.toolkit.saga.Definitions.Place;

/** What the sagas of a coordinator do to each other within a decision. Immutable. */
record Sagas(SagaStates states, Definitions definitions, Locking locking) {

    static String timerOf(SagaId id) {
        return "saga " + id.definition() + ' ' + id.instance();
    }

    /** The timer of a saga that waits for its locks. */
    static String patienceOf(SagaId id) {
        return "patience of " + timerOf(id);
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
        if (definitions.locks(id.definition())) {
            needs.of(states, id, (saga, more) -> locking.needs(saga.locks(), more));
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

    /** Names the locks that a saga with such data will take. */
    <D> void needsLocks(Saga<D> saga, D data, Needs needs) {
        Locking.Rule<D> rule = saga.locks();
        if (rule != null) {
            locking.needs(rule.of(data), needs);
        }
    }

    <D> Start start(Saga<D> saga, SagaId id, String key, D data, Work work) {
        Locking.Rule<D> rule = saga.locks();
        String resources = rule == null ? null : rule.of(data);
        if (rule == null || resources == null) {
            start(saga, id, key, data, null, work);
            return Start.STARTED;
        }
        SagaInstance fresh =
                fresh(saga, id, key, data, null, resources, rule.mode().patience(), work);
        Start start = locking.take(fresh, rule.mode(), work);
        switch (start) {
            case STARTED -> run(saga, fresh.running(), work);
            case QUEUED -> {
                Run<D> waiting = new Run<>(this, saga, fresh, work);
                waiting.queued();
                waiting.close();
            }
            case LOCKED, QUEUE_FULL -> {}
        }
        return start;
    }

    void start(Saga<?> saga, SagaId id, String key, Object data, @Nullable SagaRef parent, Work work) {
        run(saga, fresh(saga, id, key, data, parent, null, null, work).running(), work);
    }

    private void run(Saga<?> saga, SagaInstance fresh, Work work) {
        Run<?> run = new Run<>(this, saga, fresh, work);
        run.started();
        run.close();
    }

    private SagaInstance fresh(
            Saga<?> saga,
            SagaId id,
            String key,
            Object data,
            @Nullable SagaRef parent,
            @Nullable String locks,
            @Nullable Duration patience,
            Work work) {
        if (work.get(states, id) != null) {
            throw new IllegalStateException("saga " + id + " was started before");
        }
        Instant now = work.now();
        Instant deadline = now.plus(saga.deadline());
        return new SagaInstance(
                id,
                key,
                saga.generation(),
                SagaStatus.WAITING,
                saga.steps().getFirst().name(),
                false,
                ".".repeat(saga.steps().size()),
                definitions.encode(data),
                null,
                null,
                0,
                patience == null ? deadline : now.plus(patience),
                null,
                parent,
                locks,
                deadline,
                now,
                now);
    }

    /** A parent that cannot go on now finds out when it is looked at. */
    void childEnded(SagaRef ref, SagaInstance child, Work work) {
        if (!definitions.isChild(child.id().definition())) {
            // No definition has such a step, so the parent's state was not named either.
            return;
        }
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
