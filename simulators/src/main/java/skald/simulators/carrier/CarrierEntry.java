package skald.simulators.carrier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.simulators.Ledger;

/**
 * A line of the carrier's books.
 *
 * @param key the caller's key
 * @param subject the key of the booking that it concerns
 * @param trackingCode of bookings that were made, and of their dispatch
 * @param reason why a booking was refused
 * @param behaviour of a booking: the word that its street had in brackets, such as {@code [hold]}
 */
public record CarrierEntry(
        String key,
        String subject,
        Operation operation,
        Outcome outcome,
        @Nullable String trackingCode,
        @Nullable String reason,
        @Nullable String behaviour,
        Instant at)
        implements Ledger.Reference {

    /** What was asked for. */
    public enum Operation {
        BOOK,
        CANCEL,
        DISPATCH
    }

    /** What became of it: each operation has two of these. */
    public enum Outcome {
        BOOKED,
        REFUSED,
        CANCELLED,
        ALREADY_DISPATCHED,
        DISPATCHED,
        ABANDONED
    }
}
