package skald.toolkit.saga;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import skald.toolkit.saga.SagaStep.Kind;

/**
 * Coordinates the sagas of a service: starts them, takes the answers to their steps, and goes forward or backwards.
 *
 * <p>Everything happens in the batch of the message that causes it: the saga's row, the next command and what a local step
 * changes are committed together with the consumed position of the answer. An answer that does not belong to the step
 * which the saga waits for (a late or repeated one) changes nothing.
 *
 * <p>Immutable and thread-safe; used from {@link Handler}s.
 */
public final class Coordinator {
    private final SagaStates states;
    private final Map<String, Map<Integer, Saga<?>>> definitions = new HashMap<>();
    private final MessageTypes dataTypes;

    /**
     * A coordinator of {@code sagas}. Of one name there may be several generations: a running saga finishes on the one it
     * was started with.
     */
    public Coordinator(SagaStates states, Saga<?>... sagas) {
        this.states = states;
        Set<Class<?>> data = new HashSet<>();
        for (Saga<?> saga : sagas) {
            if (definitions.computeIfAbsent(saga.name(), _ -> new HashMap<>()).put(saga.generation(), saga) != null) {
                throw new IllegalArgumentException("two definitions of " + saga);
            }
            data.add(saga.dataType());
        }
        this.dataTypes = MessageTypes.of("saga", data.toArray(Class<?>[]::new));
    }

    /** Has the answers to all steps, and the sagas' own timers, handled here. */
    public ServiceDefinition.Builder register(ServiceDefinition.Builder service) {
        return register(service, Map.of());
    }

    /**
     * Has the answers to all steps, and the sagas' own timers, handled here.
     *
     * @param reactions what to do with messages of these types that answer no step, for a service that also takes part in
     *     choreographed flows
     */
    public ServiceDefinition.Builder register(
            ServiceDefinition.Builder service, Map<Class<?>, ? extends Handler<Object>> reactions) {
        service.types(MessageTypes.of("skald.toolkit", SagaWakeUp.class));
        service.handle(SagaWakeUp.class, new WakeUpHandler());
        Set<Class<?>> answers = new HashSet<>();
        definitions.forEach((name, generations) -> {
            service.coordinates(name);
            generations.values().forEach(saga -> answers.addAll(saga.answers()));
        });
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
        needs.of(states, new SagaId(saga.name(), instance));
        saga.needs(key, needs);
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
     */
    public <D> void start(Saga<D> saga, String instance, String key, D data, Work work) {
        SagaId id = new SagaId(saga.name(), instance);
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
                dataTypes.encode(data),
                null,
                null,
                0,
                now.plus(saga.retries().waitAfter(1)),
                now.plus(saga.deadline()),
                now,
                now);
        scheduleWakeUp(fresh, saga, work);
        new Run<>(saga, fresh, work).forward(0);
    }

    /** Turns a saga around that has not reached its pivot; the step under way counts as unknown and is undone too. */
    public Cancellation cancel(Saga<?> saga, String instance, String reason, Work work) {
        SagaInstance current = get(saga, instance, work);
        if (current == null) {
            return Cancellation.NOT_FOUND;
        }
        return cancel(definition(current), current, reason, work);
    }

    private <D> Cancellation cancel(Saga<D> saga, SagaInstance current, String reason, Work work) {
        if (current.status().isFinished()) {
            return Cancellation.FINISHED;
        }
        if (current.backwards()) {
            return Cancellation.ALREADY_BACKWARDS;
        }
        int index = saga.indexOf(current.step());
        if (saga.steps().get(index).kind() != Kind.COMPENSATABLE) {
            return Cancellation.PAST_PIVOT;
        }
        new Run<>(saga, current.because(Cause.CANCELLED, reason), work).backward(index);
        return Cancellation.ACCEPTED;
    }

    /** The steps of a saga and where each stands. */
    public List<StepView> steps(SagaInstance instance) {
        return steps(definition(instance), instance);
    }

    private static <D> List<StepView> steps(Saga<D> saga, SagaInstance instance) {
        int current = saga.indexOf(instance.step());
        List<StepView> views = new ArrayList<>();
        for (int i = 0; i < saga.steps().size(); i++) {
            SagaStep<D> step = saga.steps().get(i);
            views.add(new StepView(step.name(), word(step.kind()), state(step, i, current, instance)));
        }
        return views;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String state(SagaStep<?> step, int index, int current, SagaInstance saga) {
        if (saga.status() == SagaStatus.COMPLETED) {
            return "done";
        }
        if (saga.status() == SagaStatus.COMPENSATED) {
            return step.kind() == Kind.COMPENSATABLE ? "compensated" : "skipped";
        }
        if (saga.backwards()) {
            if (index == current) {
                return saga.status() == SagaStatus.STUCK ? "stuck" : "compensating";
            }
            return index < current ? "done" : step.kind() == Kind.COMPENSATABLE ? "compensated" : "skipped";
        }
        if (index == current) {
            return saga.status() == SagaStatus.STUCK ? "stuck" : "running";
        }
        return index < current ? "done" : "waiting";
    }

    private Saga<?> definition(SagaInstance instance) {
        Saga<?> saga =
                definitions.getOrDefault(instance.id().definition(), Map.of()).get(instance.generation());
        if (saga == null) {
            throw new IllegalStateException("generation " + instance.generation() + " of saga "
                    + instance.id().definition() + " is not defined any more, but " + instance.id() + " runs on it");
        }
        return saga;
    }

    private static void scheduleWakeUp(SagaInstance instance, Saga<?> saga, Work work) {
        boolean deadlineCounts = !instance.backwards()
                && saga.steps().get(saga.indexOf(instance.step())).kind() == Kind.COMPENSATABLE;
        Instant at = deadlineCounts && instance.deadline().isBefore(instance.dueAt())
                ? instance.deadline()
                : instance.dueAt();
        SagaId id = instance.id();
        work.schedule(instance.key(), timerOf(id), at, new SagaWakeUp(id.definition(), id.instance()));
    }

    private static String timerOf(SagaId id) {
        return "saga " + id.definition() + ' ' + id.instance();
    }

    /** One advance of one saga. */
    private final class Run<D> {
        private final Saga<D> saga;
        private final Work work;
        private final Instant waitedUntil;
        private final boolean wasStuck;
        private SagaInstance instance;
        private D data;

        @SuppressWarnings("unchecked") // the data was encoded from the saga's data type
        Run(Saga<D> saga, SagaInstance instance, Work work) {
            this.saga = saga;
            this.instance = instance;
            this.work = work;
            this.waitedUntil = instance.dueAt();
            this.wasStuck = instance.status() == SagaStatus.STUCK;
            this.data = (D) dataTypes.decode(dataTypes.name(saga.dataType()), instance.data());
        }

        void answered(SagaRef ref, Object body) {
            int index = saga.indexOf(instance.step());
            SagaStep<D> step = saga.steps().get(index);
            if (instance.status().isFinished()
                    || !ref.step().equals(instance.step())
                    || ref.undo() != instance.backwards()) {
                return;
            }
            if (instance.backwards()) {
                if (step.undone().contains(body.getClass())) {
                    backward(index - 1);
                }
            } else if (step.done().containsKey(body.getClass())) {
                learn(step, body);
                forward(index + 1);
            } else if (step.refused().containsKey(body.getClass())) {
                String reason = step.refused().get(body.getClass()).apply(body);
                instance = instance.because(Cause.REFUSED, reason);
                backward(index - 1);
            }
        }

        private void learn(SagaStep<D> step, Object body) {
            D learned = step.done().get(body.getClass()).apply(data, body);
            if (learned != data) {
                data = learned;
                instance = instance.with(dataTypes.encode(data));
            }
        }

        void forward(int from) {
            for (int i = from; i < saga.steps().size(); i++) {
                SagaStep<D> step = saga.steps().get(i);
                if (step.action() != null) {
                    wait(SagaStatus.RUNNING, step, false);
                    return;
                }
                if (step.local() != null) {
                    step.local().run(data, work);
                }
            }
            finish(SagaStatus.COMPLETED, saga.steps().getLast());
        }

        void backward(int from) {
            for (int i = from; i >= 0; i--) {
                SagaStep<D> step = saga.steps().get(i);
                if (step.undo() != null) {
                    wait(SagaStatus.COMPENSATING, step, true);
                    return;
                }
                if (step.localUndo() != null) {
                    step.localUndo().run(data, cause(), reason(), work);
                }
            }
            finish(SagaStatus.COMPENSATED, saga.steps().getFirst());
        }

        private void wait(SagaStatus status, SagaStep<D> step, boolean backwards) {
            Instant now = work.now();
            Instant dueAt = now.plus(saga.retries(step).waitAfter(1));
            instance = instance.at(status, step.name(), backwards, dueAt, now);
            // The timer that is set fires no later than the last wait's end, and looks again then.
            // The timer of a stuck saga has fired for the last time.
            if (wasStuck || dueAt.isBefore(waitedUntil)) {
                scheduleWakeUp(instance, saga, work);
            }
            send(step);
            work.put(states, instance.id(), instance);
        }

        private void send(SagaStep<D> step) {
            Object command = instance.backwards() ? undo(step) : action(step);
            SagaId id = instance.id();
            work.send(
                    instance.key(),
                    command,
                    new SagaRef(id.definition(), id.instance(), step.name(), instance.backwards()));
        }

        private Object action(SagaStep<D> step) {
            if (step.action() == null) {
                throw new IllegalStateException("step " + step.name() + " sends no command");
            }
            return step.action().from(data, work);
        }

        private Object undo(SagaStep<D> step) {
            if (step.undo() == null) {
                throw new IllegalStateException("step " + step.name() + " sends no compensation");
            }
            return step.undo().from(data, work);
        }

        private void finish(SagaStatus status, SagaStep<D> last) {
            instance = instance.at(status, last.name(), status == SagaStatus.COMPENSATED, instance.dueAt(), work.now());
            work.put(states, instance.id(), instance);
            work.unschedule(instance.key(), timerOf(instance.id()));
        }

        void wokenUp() {
            Instant now = work.now();
            if (instance.status().isFinished() || instance.status() == SagaStatus.STUCK) {
                return;
            }
            int index = saga.indexOf(instance.step());
            SagaStep<D> step = saga.steps().get(index);
            boolean turnable = !instance.backwards() && step.kind() == Kind.COMPENSATABLE;
            if (turnable && !instance.deadline().isAfter(now)) {
                turn(Cause.EXPIRED, "it was not carried through in time", index);
            } else if (instance.dueAt().isAfter(now)) {
                scheduleWakeUp(instance, saga, work);
            } else if (instance.attempts() < saga.retries(step).attempts()) {
                instance = instance.sentAgain(now.plus(saga.retries(step).waitAfter(instance.attempts() + 1)), now);
                send(step);
                work.put(states, instance.id(), instance);
                scheduleWakeUp(instance, saga, work);
            } else if (turnable) {
                turn(Cause.UNKNOWN, "no answer to \"" + step.name() + "\"", index);
            } else {
                String what = (instance.backwards() ? "undo of \"" : "\"") + step.name() + '"';
                instance = instance.stuck("no answer to " + what + " after " + instance.attempts() + " attempts", now);
                work.put(states, instance.id(), instance);
            }
        }

        private void turn(Cause cause, String reason, int index) {
            instance = instance.because(cause, reason);
            backward(index);
            if (!instance.status().isFinished()) {
                scheduleWakeUp(instance, saga, work);
            }
        }

        private Cause cause() {
            return instance.cause() == null ? Cause.UNKNOWN : instance.cause();
        }

        private String reason() {
            return instance.reason() == null ? "" : instance.reason();
        }
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
            if (ref != null && definitions.containsKey(ref.definition())) {
                needs.of(states, new SagaId(ref.definition(), ref.instance()));
                definitions.get(ref.definition()).values().forEach(saga -> saga.needs(message.key(), needs));
            }
        }

        @Override
        public void decide(Message<Object> message, Work work) {
            SagaRef ref = message.saga();
            if (ref == null && reaction != null) {
                reaction.decide(message, work);
            }
            if (ref == null || !definitions.containsKey(ref.definition())) {
                return;
            }
            SagaInstance instance = work.get(states, new SagaId(ref.definition(), ref.instance()));
            if (instance != null) {
                new Run<>(definition(instance), instance, work).answered(ref, message.body());
            }
        }
    }

    private final class WakeUpHandler implements Handler<SagaWakeUp> {
        @Override
        public void needs(Message<SagaWakeUp> message, Needs needs) {
            SagaWakeUp wakeUp = message.body();
            needs.of(states, new SagaId(wakeUp.definition(), wakeUp.instance()));
            definitions
                    .getOrDefault(wakeUp.definition(), Map.of())
                    .values()
                    .forEach(saga -> saga.needs(message.key(), needs));
        }

        @Override
        public void decide(Message<SagaWakeUp> message, Work work) {
            SagaWakeUp wakeUp = message.body();
            SagaInstance instance = work.get(states, new SagaId(wakeUp.definition(), wakeUp.instance()));
            if (instance != null) {
                new Run<>(definition(instance), instance, work).wokenUp();
            }
        }
    }
}
