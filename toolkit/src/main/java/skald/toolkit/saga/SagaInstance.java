package skald.toolkit.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a running or finished saga. Immutable.
 *
 * @param generation the version of the definition that it was started with
 * @param key the aggregate that it concerns: the key of its commands, and so of the answers
 * @param step the name of the step whose answer it waits for; of the last one when it is finished
 * @param backwards whether {@code step} is being undone
 * @param data what its steps need and learn, as JSON of the definition's data type
 * @param cause why it went (or goes) backwards
 * @param reason the same in words; why it is stuck if it did not go backwards
 * @param attempts how often the current step's command was sent
 * @param dueAt when the current step's command is sent again
 * @param deadline when a saga that is not past its pivot gives up
 */
public record SagaInstance(
        SagaId id,
        String key,
        int generation,
        SagaStatus status,
        String step,
        boolean backwards,
        byte[] data,
        @Nullable Cause cause,
        @Nullable String reason,
        int attempts,
        Instant dueAt,
        Instant deadline,
        Instant startedAt,
        Instant updatedAt) {

    SagaInstance at(SagaStatus newStatus, String newStep, boolean nowBackwards, Instant newDueAt, Instant now) {
        return copy(newStatus, newStep, nowBackwards, data, cause, reason, 1, newDueAt, now);
    }

    SagaInstance because(Cause newCause, String newReason) {
        return copy(status, step, backwards, data, newCause, newReason, attempts, dueAt, updatedAt);
    }

    SagaInstance with(byte[] newData) {
        return copy(status, step, backwards, newData, cause, reason, attempts, dueAt, updatedAt);
    }

    SagaInstance sentAgain(Instant newDueAt, Instant now) {
        return copy(status, step, backwards, data, cause, reason, attempts + 1, newDueAt, now);
    }

    SagaInstance stuck(String why, Instant now) {
        return copy(
                SagaStatus.STUCK, step, backwards, data, cause, reason == null ? why : reason, attempts, dueAt, now);
    }

    private SagaInstance copy(
            SagaStatus newStatus,
            String newStep,
            boolean nowBackwards,
            byte[] newData,
            @Nullable Cause newCause,
            @Nullable String newReason,
            int newAttempts,
            Instant newDueAt,
            Instant now) {
        return new SagaInstance(
                id,
                key,
                generation,
                newStatus,
                newStep,
                nowBackwards,
                newData,
                newCause,
                newReason,
                newAttempts,
                newDueAt,
                deadline,
                startedAt,
                now);
    }
}
