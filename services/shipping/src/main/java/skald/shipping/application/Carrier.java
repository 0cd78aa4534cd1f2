package skald.shipping.application;

import java.util.Optional;
import skald.shipping.domain.CarrierCall;

/**
 * Port to the carrier. Every call carries a key, under which the carrier acts once however often it is called.
 * Thread-safe; an exception other than {@link NotDoneException} leaves open whether it happened.
 */
public interface Carrier {

    /** A definite answer. */
    sealed interface Answer {
        /** To a booking. */
        record Booked(String trackingCode) implements Answer {}

        /** To a booking. */
        record Refused(String reason) implements Answer {}

        /** To a cancellation, and to a dispatch that came after one. */
        record Cancelled() implements Answer {}

        /** To a cancellation. */
        record AlreadyDispatched() implements Answer {}

        /** To a dispatch. */
        record Dispatched(String trackingCode) implements Answer {}
    }

    /** It certainly did not happen, and may if it is tried again: the carrier is away, or has not collected yet. */
    final class NotDoneException extends Exception {
        /** {@code message} is what the carrier said. */
        public NotDoneException(String message) {
            super(message);
        }
    }

    /** Does it. */
    Answer perform(CarrierCall call) throws NotDoneException, InterruptedException;

    /** What became of the call with {@code key}; empty if the carrier does not know it. */
    Optional<Answer> find(String key) throws InterruptedException;
}
