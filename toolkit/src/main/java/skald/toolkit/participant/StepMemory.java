package skald.toolkit.participant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a participant remembers of a step. Immutable.
 *
 * @param status how far it is
 * @param answerType the type of the last answer
 * @param answer that answer, encoded; a repeated command gets it again
 * @param at when it was given
 */
public record StepMemory(Status status, String answerType, byte[] answer, Instant at) {

    /** How far a step is. */
    public enum Status {
        /** It was done. */
        DONE,
        /** It was refused: nothing happened. */
        REFUSED,
        /** It is undone, or was never done and will not be. */
        UNDONE
    }

    static boolean isDone(@Nullable StepMemory memory) {
        return memory != null && memory.status() == Status.DONE;
    }
}
