package skald.toolkit.participant;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.SagaRef;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Work;
import skald.toolkit.participant.StepMemory.Status;

/**
 * A service's steps in sagas of other services, safe by construction:
 *
 * <ul>
 *   <li>A command that comes again is not carried out again; it gets the answer that was kept.
 *   <li>A compensation of something that was never done, or was refused, does nothing and is answered like any other.
 *   <li>An action that comes after its compensation is not carried out; its answer is the author's {@code tooLate}.
 * </ul>
 *
 * <p>What is remembered is written in the transaction of what the step does. Action and compensation of a step are told
 * apart by the saga's reference, so one service may serve many steps with the same classes of commands. The author's
 * functions are pure like a {@link Handler}, and are only called when there is something to do.
 *
 * <p>For steps that are answered in the decision itself. A step that waits for an {@link skald.toolkit.Effect} keeps a
 * state of its own, which tells the same.
 *
 * <pre>{@code
 * Participant.in(memories, types)
 *     .action(BookSeat.class, seats::needs, seats::book, command -> new SeatRefused("the trip is cancelled"))
 *     .compensation(FreeSeat.class, seats::needs, seats::free, command -> new SeatFreed(command.seat()))
 *     .register(service);
 * }</pre>
 *
 * <p>Not thread-safe; what it registers is.
 */
public final class Participant {

    /** Names what a step reads and writes, besides what is remembered of it. */
    @FunctionalInterface
    public interface StepNeeds<C> {
        /** Names it. */
        void of(Message<C> command, Needs needs);
    }

    /** Does a step. */
    @FunctionalInterface
    public interface StepAction<C> {
        /** Does it, and says what came of it. */
        StepResult run(Message<C> command, Work work);
    }

    /** Undoes a step that was done. */
    @FunctionalInterface
    public interface StepUndo<C> {
        /** Undoes it. */
        void run(Message<C> command, Work work);
    }

    private final StepMemories memories;
    private final MessageTypes types;
    private final java.util.Map<Class<?>, Handler<?>> handlers = new java.util.LinkedHashMap<>();

    private Participant(StepMemories memories, MessageTypes types) {
        this.memories = memories;
        this.types = types;
    }

    /** Steps that are remembered in {@code memories}; {@code types} has all their answers. */
    public static Participant in(StepMemories memories, MessageTypes types) {
        return new Participant(memories, types);
    }

    /**
     * Commands of this class do a step.
     *
     * @param tooLate the answer to one that comes after its compensation; the saga does not wait for it any more
     */
    public <C> Participant action(
            Class<C> command, StepNeeds<C> needs, StepAction<C> action, Function<C, Object> tooLate) {
        add(command, new Step<>(needs) {
            @Override
            void decide(Message<C> message, StepKey key, @Nullable StepMemory memory, Work work) {
                if (memory == null) {
                    StepResult result = action.run(message, work);
                    Status status = switch (result) {
                        case StepResult.Done _ -> Status.DONE;
                        case StepResult.Refused _ -> Status.REFUSED;
                    };
                    remember(key, status, result.answer(), message, work);
                } else if (memory.status() == Status.UNDONE) {
                    work.publish(message.key(), tooLate.apply(message.body()));
                } else {
                    repeat(memory, message, work);
                }
            }
        });
        return this;
    }

    /**
     * Commands of this class undo a step.
     *
     * @param undo called only if the step was done
     * @param answer that it is undone, whether there was something to undo or not
     */
    public <C> Participant compensation(
            Class<C> command, StepNeeds<C> needs, StepUndo<C> undo, Function<C, Object> answer) {
        add(command, new Step<>(needs) {
            @Override
            void decide(Message<C> message, StepKey key, @Nullable StepMemory memory, Work work) {
                if (memory != null && memory.status() == Status.UNDONE) {
                    repeat(memory, message, work);
                    return;
                }
                if (StepMemory.isDone(memory)) {
                    undo.run(message, work);
                }
                remember(key, Status.UNDONE, answer.apply(message.body()), message, work);
            }
        });
        return this;
    }

    /** Has the commands handled here. */
    public ServiceDefinition.Builder register(ServiceDefinition.Builder service) {
        handlers.forEach((command, handler) -> handle(service, command, handler));
        return service;
    }

    @SuppressWarnings("unchecked") // add() pairs the class with a handler of it
    private static <C> void handle(ServiceDefinition.Builder service, Class<C> command, Handler<?> handler) {
        service.handle(command, (Handler<C>) handler);
    }

    private <C> void add(Class<C> command, Step<C> step) {
        if (handlers.put(command, step) != null) {
            throw new IllegalArgumentException("two steps for " + command.getName());
        }
    }

    private void remember(StepKey key, Status status, Object answer, Message<?> message, Work work) {
        work.put(
                memories, key, new StepMemory(status, types.name(answer.getClass()), types.encode(answer), work.now()));
        work.publish(message.key(), answer);
    }

    private void repeat(StepMemory memory, Message<?> message, Work work) {
        work.publish(message.key(), types.decode(memory.answerType(), memory.answer()));
    }

    private abstract class Step<C> implements Handler<C> {
        private final StepNeeds<C> needs;

        Step(StepNeeds<C> needs) {
            this.needs = needs;
        }

        @Override
        public final void needs(Message<C> message, Needs more) {
            more.of(memories, key(message));
            needs.of(message, more);
        }

        @Override
        public final void decide(Message<C> message, Work work) {
            StepKey key = key(message);
            decide(message, key, work.get(memories, key), work);
        }

        abstract void decide(Message<C> message, StepKey key, @Nullable StepMemory memory, Work work);

        private StepKey key(Message<C> message) {
            SagaRef ref = message.saga();
            if (ref == null) {
                throw new IllegalArgumentException(
                        message.body().getClass().getSimpleName() + " is a step of a saga, but names none");
            }
            return StepKey.of(ref);
        }
    }
}
