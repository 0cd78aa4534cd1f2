package skald.toolkit.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.toolkit.SagaRef;

/**
 * The state of a running or finished saga. Immutable.
 *
 * @param key the aggregate that it concerns: the key of its commands, and so of the answers
 * @param generation the version of the definition that it runs on
 * @param step the name of the step that it waits for; of the last one when it is finished
 * @param backwards whether it goes backwards
 * @param progress what became of each step: a letter of {@link StepState} for each, in the order of the definition; empty
 *     in sagas that were begun before there were such letters
 * @param data what its steps need and learn, as JSON of the definition's data type
 * @param cause why it went (or goes) backwards
 * @param reason the same in words; why it is stuck if it did not go backwards
 * @param attempts how often the command of {@code step} was sent
 * @param dueAt when it is sent again
 * @param branches attempts and times of all steps that it waits for, if these are several; {@code null} otherwise
 * @param parent the step of another saga that this one is
 * @param locks the resources that it has locked or waits for, one a line; {@code null} for none
 * @param deadline when a saga that is not past its pivot gives up
 */
public record SagaInstance(
        SagaId id,
        String key,
        int generation,
        SagaStatus status,
        String step,
        boolean backwards,
        String progress,
        byte[] data,
        @Nullable Cause cause,
        @Nullable String reason,
        int attempts,
        Instant dueAt,
        @Nullable String branches,
        @Nullable SagaRef parent,
        @Nullable String locks,
        Instant deadline,
        Instant startedAt,
        Instant updatedAt) {

    /** The same once it has what it needs to begin. */
    SagaInstance running() {
        return new SagaInstance(
                id,
                key,
                generation,
                SagaStatus.RUNNING,
                step,
                backwards,
                progress,
                data,
                cause,
                reason,
                attempts,
                dueAt,
                branches,
                parent,
                locks,
                deadline,
                startedAt,
                updatedAt);
    }

    /** Where it stands, in a few words, for a journal. */
    String stand() {
        return status.name().toLowerCase(java.util.Locale.ROOT) + " at \"" + step + "\" [" + progress + ']';
    }
}
