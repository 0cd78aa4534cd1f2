package skald.orders.application;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.toolkit.saga.Cause;

/**
 * How far an order has come that no coordinator carries, as the orders service hears it from the others. It commands
 * nobody; it is kept to see when an order hangs, and to know what is to be announced again then. Immutable.
 *
 * @param attempts how often the current wish was announced
 * @param stuck whether announcing it again has not helped: an operator has to look at it
 * @param cause why it is given up
 * @param reason the same in words
 * @param heard what was heard ahead of its turn, since events of different services come in any order
 * @param trackingCode of goods that were heard to have left before the order was heard to be paid
 * @param dueAt when the wish is announced again
 * @param deadline when an order that is not paid is given up
 */
public record Journey(
        UUID orderId,
        Stage stage,
        int attempts,
        boolean stuck,
        @Nullable Cause cause,
        @Nullable String reason,
        Set<Heard> heard,
        @Nullable String trackingCode,
        Instant dueAt,
        Instant deadline,
        Instant startedAt,
        Instant updatedAt) {

    /** What may be heard ahead of its turn. */
    public enum Heard {
        /** The payment is given up; why the order is refused is still to come. */
        VOIDED,
        /** The refund of a return is paid. */
        REFUNDED,
        /** The goods of a return are in stock. */
        RESTOCKED
    }

    /** Copies the set. */
    public Journey {
        heard = Set.copyOf(heard);
    }

    static Journey begin(UUID orderId, Instant dueAt, Instant deadline, Instant now) {
        return new Journey(orderId, Stage.AUTHORIZE, 1, false, null, null, Set.of(), null, dueAt, deadline, now, now);
    }

    /** On to what is waited for from now on. */
    Journey at(Stage next, Instant newDueAt, Instant now) {
        return new Journey(
                orderId, next, 1, false, cause, reason, heard, trackingCode, newDueAt, deadline, startedAt, now);
    }

    Journey because(@Nullable Cause newCause, @Nullable String newReason) {
        return new Journey(
                orderId,
                stage,
                attempts,
                stuck,
                newCause,
                newReason,
                heard,
                trackingCode,
                dueAt,
                deadline,
                startedAt,
                updatedAt);
    }

    Journey heard(Heard what) {
        EnumSet<Heard> more = EnumSet.of(what);
        more.addAll(heard);
        return with(more, trackingCode);
    }

    Journey left(String code) {
        return with(heard, code);
    }

    Journey withNothingHeard() {
        return with(Set.of(), null);
    }

    private Journey with(Set<Heard> nowHeard, @Nullable String code) {
        return new Journey(
                orderId, stage, attempts, stuck, cause, reason, nowHeard, code, dueAt, deadline, startedAt, updatedAt);
    }

    /** Announced once more. */
    Journey again(int newAttempts, Instant newDueAt, Instant now) {
        return new Journey(
                orderId,
                stage,
                newAttempts,
                false,
                cause,
                reason,
                heard,
                trackingCode,
                newDueAt,
                deadline,
                startedAt,
                now);
    }

    Journey stuck(Instant now) {
        return new Journey(
                orderId, stage, attempts, true, cause, reason, heard, trackingCode, dueAt, deadline, startedAt, now);
    }

    /** Whether something is under way. */
    public boolean isOpen() {
        return stage != Stage.REST;
    }
}
