package skald.simulators.carrier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.simulators.Bookkeeper;
import skald.simulators.carrier.CarrierEntry.Outcome;

/** What the carrier does: of a cancellation and a dispatch of the same booking, the first one in the books wins. */
final class CarrierRules implements Bookkeeper.Rules<CarrierCall, CarrierEntry> {

    @Override
    public Optional<CarrierEntry> decide(CarrierCall call, List<CarrierEntry> about) {
        return switch (call.operation()) {
            case BOOK -> Optional.of(book(call, about));
            case CANCEL -> Optional.of(cancel(call, about));
            case DISPATCH -> dispatch(call, about);
        };
    }

    private static CarrierEntry book(CarrierCall call, List<CarrierEntry> about) {
        if (with(Outcome.CANCELLED, about) != null) {
            return call.refused("the booking was cancelled before it was made");
        }
        return CarrierSimulator.REFUSE.equals(call.behaviour())
                ? call.refused("the carrier does not deliver to this address")
                : call.tracked(Outcome.BOOKED, trackingCode(call.key()), call.behaviour());
    }

    private static CarrierEntry cancel(CarrierCall call, List<CarrierEntry> about) {
        return call.entry(with(Outcome.DISPATCHED, about) == null ? Outcome.CANCELLED : Outcome.ALREADY_DISPATCHED);
    }

    /** Empty: not collected so far. */
    private static Optional<CarrierEntry> dispatch(CarrierCall call, List<CarrierEntry> about) {
        if (with(Outcome.CANCELLED, about) != null || with(Outcome.REFUSED, about) != null) {
            return Optional.of(call.entry(Outcome.ABANDONED));
        }
        CarrierEntry booking = with(Outcome.BOOKED, about);
        if (booking == null || CarrierSimulator.HOLD.equals(booking.behaviour())) {
            return Optional.empty();
        }
        return Optional.of(call.tracked(Outcome.DISPATCHED, booking.trackingCode(), booking.behaviour()));
    }

    private static @Nullable CarrierEntry with(Outcome outcome, List<CarrierEntry> about) {
        return about.stream()
                .filter(entry -> entry.outcome() == outcome)
                .findFirst()
                .orElse(null);
    }

    /** Follows from the key, so that a booking that is made anew after lost books has the same code. */
    private static String trackingCode(String key) {
        long hash = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
        return "SKD" + Long.toUnsignedString(hash, 36).toUpperCase(Locale.ROOT);
    }
}
