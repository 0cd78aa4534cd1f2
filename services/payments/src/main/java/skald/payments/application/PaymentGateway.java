package skald.payments.application;

import java.util.Optional;
import skald.payments.domain.GatewayCall;

/**
 * Port to the payment gateway. Every call carries a key, under which the gateway acts once however often it is called.
 * Thread-safe; an exception other than {@link NotDoneException} leaves open whether it happened.
 */
public interface PaymentGateway {

    /** A definite answer. */
    sealed interface Answer {
        /** Done. */
        record Approved() implements Answer {}

        /** Not done, for good. */
        record Declined(String reason) implements Answer {}
    }

    /** It certainly did not happen, and may if it is tried again. */
    final class NotDoneException extends Exception {
        /** {@code message} is what the gateway said. */
        public NotDoneException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Does it. */
    Answer perform(GatewayCall call) throws NotDoneException, InterruptedException;

    /** What became of the call with {@code key}; empty if the gateway does not know it. */
    Optional<Answer> find(String key) throws InterruptedException;
}
