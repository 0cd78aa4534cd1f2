package skald.toolkit.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.SagaRef;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Work;
import skald.toolkit.saga.Definitions.Place;

/**
 * Coordinates the sagas of a service: starts them, takes the answers to their steps, and goes forward or backwards.
 *
 * <p>Everything happens in the batch of the message that causes it: the saga's row, the next command and what a local step
 * changes are committed together with the consumed position of the answer. An answer that does not belong to a step
 * which the saga waits for (a late or repeated one) changes nothing.
 *
 * <p>A saga whose definition is gone waits: answers to it are dropped, since its commands are sent again once there is a
 * definition that can go on with it. {@link #check} lists such sagas.
 *
 * <p>Thread-safe; used from {@link Handler}s.
 */
public final class Coordinator {
    /** How long a saga without a definition waits until somebody may have given it one. */
    private static final Duration UNTIL_DEFINED = Duration.ofMinutes(5);

    /** Sagas that the check looks at in one query. */
    private static final int CHECK_PAGE = 500;

    private final SagaStates states;
    private final Definitions definitions;
    private final Sagas sagas;

    /**
     * A coordinator of {@code sagas}, child sagas among them. Of one name there may be several generations: a running saga
     * finishes on the one it was started with, unless a newer one takes over.
     */
    public Coordinator(SagaStates states, Saga<?>... sagas) {
        this.states = states;
        this.definitions = new Definitions(List.of(sagas));
        this.sagas = new Sagas(states, definitions, new Locking(states.locks()));
    }

    /**
     * Registers the definitions in the store; before the service runs.
     *
     * @throws IllegalStateException if a table has changed although its generation has not
     */
    public void declare() {
        definitions.register(states);
    }

    /** Has the answers to all steps, the sagas' own timers, and operators' verbs handled here. */
    public ServiceDefinition.Builder register(ServiceDefinition.Builder service) {
        return register(service, Map.of());
    }

    /**
     * Has the answers to all steps, the sagas' own timers, and operators' verbs handled here.
     *
     * @param reactions what to do with messages of these types that answer no step, for a service that also takes part in
     *     choreographed flows
     */
    public ServiceDefinition.Builder register(
            ServiceDefinition.Builder service, Map<Class<?>, ? extends Handler<Object>> reactions) {
        service.types(MessageTypes.of("skald.toolkit", SagaWakeUp.class, Intervene.class, Intervened.class));
        service.handle(SagaWakeUp.class, new WakeUpHandler());
        service.handle(Intervene.class, new Interventions(sagas));
        Set<Class<?>> answers = new HashSet<>();
        definitions.names().forEach(service::coordinates);
        definitions.all().forEach(saga -> answers.addAll(saga.answers()));
        answers.forEach(answer -> service.handle(answer, new AnswerHandler(reactions.get(answer))));
        reactions.forEach((event, reaction) -> {
            if (!answers.contains(event)) {
                service.handle(event, reaction);
            }
        });
        return service;
    }

    /** A decision that starts or cancels the saga {@code id} names its states with this. */
    public void needs(Saga<?> saga, String instance, String key, Needs needs) {
        sagas.needs(new SagaId(saga.name(), instance), key, needs);
    }

    /** The same for a decision that starts a saga with locks: these are named too. */
    public <D> void needs(Saga<D> saga, String instance, String key, D data, Needs needs) {
        needs(saga, instance, key, needs);
        sagas.needsLocks(saga, data, needs);
    }

    /** The saga, as far as the decision has brought it. */
    public @Nullable SagaInstance get(Saga<?> saga, String instance, Work work) {
        return work.get(states, new SagaId(saga.name(), instance));
    }

    /**
     * Starts a saga: its first local steps are done and its first command is sent by this decision.
     *
     * @param instance unique per saga name
     * @param key the aggregate that it concerns
     * @return {@link Start#STARTED} always, unless the saga has locks
     */
    public <D> Start start(Saga<D> saga, String instance, String key, D data, Work work) {
        return sagas.start(saga, new SagaId(saga.name(), instance), key, data, work);
    }

    /** Turns a saga around that has not reached its pivot; the step under way counts as unknown and is undone too. */
    public Cancellation cancel(Saga<?> saga, String instance, String reason, Work work) {
        SagaInstance current = get(saga, instance, work);
        if (current == null) {
            return Cancellation.NOT_FOUND;
        }
        if (current.status().isFinished()) {
            return Cancellation.FINISHED;
        }
        if (current.backwards()) {
            return Cancellation.ALREADY_BACKWARDS;
        }
        Run<?> run = sagas.run(current, work);
        if (run == null) {
            throw new IllegalStateException(current.id() + " waits for a definition that can go on with it");
        }
        if (!run.isTurnable()) {
            return Cancellation.PAST_PIVOT;
        }
        run.turn(Cause.CANCELLED, reason);
        run.close();
        return Cancellation.ACCEPTED;
    }

    /** The steps of a saga and where each stands; none if its definition is gone. */
    public List<StepView> steps(SagaInstance instance) {
        return switch (definitions.place(instance)) {
            case Place.Nowhere _ -> List.of();
            case Place.On<?> on -> StepViews.of(on.saga(), on.instance());
        };
    }

    /**
     * Running sagas that the present definitions cannot finish, at most {@code max}. Reads the whole table of sagas, so it
     * is for an operator before and after a deployment.
     */
    public List<SagaTrouble> check(int max) {
        List<SagaTrouble> troubles = new ArrayList<>();
        List<SagaDeclaration.Version> known = definitions.all().stream()
                .map(saga -> new SagaDeclaration.Version(saga.name(), saga.generation()))
                .toList();
        SagaId after = null;
        while (troubles.size() < max) {
            List<SagaInstance> page = states.unfinishedOfOthers(known, after, CHECK_PAGE);
            for (SagaInstance instance : page) {
                if (troubles.size() < max && definitions.place(instance) instanceof Place.Nowhere(String why)) {
                    troubles.add(new SagaTrouble(
                            instance.id(),
                            instance.key(),
                            instance.generation(),
                            instance.status(),
                            instance.step(),
                            why));
                }
            }
            if (page.size() < CHECK_PAGE) {
                break;
            }
            after = page.getLast().id();
        }
        return troubles;
    }

    private final class AnswerHandler implements Handler<Object> {
        private final @Nullable Handler<Object> reaction;

        AnswerHandler(@Nullable Handler<Object> reaction) {
            this.reaction = reaction;
        }

        @Override
        public void needs(Message<Object> message, Needs needs) {
            SagaRef ref = message.saga();
            if (ref == null && reaction != null) {
                reaction.needs(message, needs);
            }
            if (ref != null && definitions.names().contains(ref.definition())) {
                sagas.needs(Definitions.parentOf(ref), message.key(), needs);
            }
        }

        @Override
        public void decide(Message<Object> message, Work work) {
            SagaRef ref = message.saga();
            if (ref == null && reaction != null) {
                reaction.decide(message, work);
            }
            if (ref == null || !definitions.names().contains(ref.definition())) {
                return;
            }
            SagaInstance instance = work.get(states, Definitions.parentOf(ref));
            if (instance == null || instance.status().isFinished()) {
                return;
            }
            switch (definitions.place(instance)) {
                case Place.On<?> on -> answered(on, ref, message.body(), work);
                case Place.Nowhere _ -> {}
            }
        }

        private <D> void answered(Place.On<D> on, SagaRef ref, Object body, Work work) {
            String step = on.from() == null ? ref.step() : on.from().nameNow(ref.step());
            Run<D> run = new Run<>(sagas, on.saga(), on.instance(), work);
            if (run.answered(step, ref.undo(), body)) {
                run.close();
            }
        }
    }

    private final class WakeUpHandler implements Handler<SagaWakeUp> {
        @Override
        public void needs(Message<SagaWakeUp> message, Needs needs) {
            SagaWakeUp wakeUp = message.body();
            sagas.needs(new SagaId(wakeUp.definition(), wakeUp.instance()), message.key(), needs);
        }

        @Override
        public void decide(Message<SagaWakeUp> message, Work work) {
            SagaWakeUp wakeUp = message.body();
            SagaId id = new SagaId(wakeUp.definition(), wakeUp.instance());
            SagaInstance instance = work.get(states, id);
            if (instance == null || instance.status().isFinished()) {
                return;
            }
            Run<?> run = sagas.run(instance, work);
            if (run == null) {
                work.schedule(message.key(), Sagas.timerOf(id), work.now().plus(UNTIL_DEFINED), wakeUp);
                return;
            }
            run.wokenUp();
            run.close();
        }
    }
}
