package skald.shipping.domain;

import skald.contracts.Address;

/** What a decision wants to have asked of the carrier. */
public sealed interface CarrierCall {

    /** The shipment's order. */
    String orderId();

    /** The idempotency key: the same for every attempt. */
    String key();

    /** The key of the booking that it concerns. */
    default String bookingKey() {
        return orderId() + ":book";
    }

    /** Take goods to {@code shipTo}. */
    record AskBooking(String orderId, Address shipTo) implements CarrierCall {
        @Override
        public String key() {
            return bookingKey();
        }
    }

    /** Do not take them, if it is not too late, or never take them if the booking is still to come. */
    record AskCancellation(String orderId) implements CarrierCall {
        @Override
        public String key() {
            return orderId + ":cancel";
        }
    }

    /** Collect them. */
    record AskDispatch(String orderId) implements CarrierCall {
        @Override
        public String key() {
            return orderId + ":dispatch";
        }
    }
}
