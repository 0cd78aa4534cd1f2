package skald.simulators.carrier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.simulators.Ledger;
import skald.simulators.carrier.CarrierEntry.Operation;
import skald.simulators.carrier.CarrierEntry.Outcome;

/** A call on its way into the books. */
record CarrierCall(
        String key,
        String subject,
        Operation operation,
        @Nullable String behaviour,
        Instant at) implements Ledger.Reference {

    CarrierEntry entry(Outcome outcome) {
        return new CarrierEntry(key, subject, operation, outcome, null, null, behaviour, at);
    }

    CarrierEntry tracked(Outcome outcome, @Nullable String trackingCode, @Nullable String bookingBehaviour) {
        return new CarrierEntry(key, subject, operation, outcome, trackingCode, null, bookingBehaviour, at);
    }

    CarrierEntry refused(String reason) {
        return new CarrierEntry(key, subject, operation, Outcome.REFUSED, null, reason, behaviour, at);
    }
}
