package skald.simulators.carrier;

import org.jspecify.annotations.Nullable;
import skald.simulators.carrier.CarrierAnswer.Booking;
import skald.simulators.carrier.CarrierAnswer.Cancellation;
import skald.simulators.carrier.CarrierAnswer.Dispatch;

/** Entries of the books as callers are told them. */
final class CarrierAnswers {

    private CarrierAnswers() {}

    static CarrierAnswer of(CarrierEntry entry) {
        return switch (entry.operation()) {
            case BOOK -> booking(entry);
            case CANCEL -> cancellation(entry);
            case DISPATCH -> dispatch(entry);
        };
    }

    static Booking booking(CarrierEntry entry) {
        return switch (entry.outcome()) {
            case BOOKED -> new CarrierAnswer.Booked(required(entry.trackingCode(), entry));
            case REFUSED -> new CarrierAnswer.Refused(required(entry.reason(), entry));
            case CANCELLED, ALREADY_DISPATCHED, DISPATCHED, ABANDONED -> throw impossible(entry);
        };
    }

    static Cancellation cancellation(CarrierEntry entry) {
        return switch (entry.outcome()) {
            case CANCELLED -> new CarrierAnswer.Cancelled();
            case ALREADY_DISPATCHED -> new CarrierAnswer.AlreadyDispatched();
            case BOOKED, REFUSED, DISPATCHED, ABANDONED -> throw impossible(entry);
        };
    }

    static Dispatch dispatch(CarrierEntry entry) {
        return switch (entry.outcome()) {
            case DISPATCHED -> new CarrierAnswer.Dispatched(required(entry.trackingCode(), entry));
            case ABANDONED -> new CarrierAnswer.Cancelled();
            case BOOKED, REFUSED, CANCELLED, ALREADY_DISPATCHED -> throw impossible(entry);
        };
    }

    private static String required(@Nullable String value, CarrierEntry entry) {
        if (value == null) {
            throw impossible(entry);
        }
        return value;
    }

    private static IllegalStateException impossible(CarrierEntry entry) {
        return new IllegalStateException("the carrier's books are damaged: " + entry);
    }
}
