package skald.shipping.adapter.out;

import java.util.Optional;
import skald.contracts.Address;
import skald.shipping.application.Carrier;
import skald.shipping.domain.CarrierCall;
import skald.shipping.domain.CarrierCall.AskBooking;
import skald.shipping.domain.CarrierCall.AskCancellation;
import skald.shipping.domain.CarrierCall.AskDispatch;
import skald.simulators.UnavailableException;
import skald.simulators.carrier.CarrierAnswer;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.carrier.Destination;

/** The carrier that ships with Skald. */
public final class SimulatedCarrier implements Carrier {
    private final CarrierSimulator carrier;

    /** Calls {@code carrier}. */
    public SimulatedCarrier(CarrierSimulator carrier) {
        this.carrier = carrier;
    }

    @Override
    public Answer perform(CarrierCall call) throws NotDoneException, InterruptedException {
        try {
            CarrierAnswer answer = switch (call) {
                case AskBooking ask -> carrier.book(ask.key(), destination(ask.shipTo()));
                case AskCancellation ask -> carrier.cancel(ask.key(), ask.bookingKey());
                case AskDispatch ask -> carrier.dispatch(ask.key(), ask.bookingKey());
            };
            return answer(answer).orElseThrow(() -> new NotDoneException("the carrier has not collected it yet"));
        } catch (UnavailableException e) {
            throw new NotDoneException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<Answer> find(String key) {
        return carrier.find(key).flatMap(SimulatedCarrier::answer);
    }

    private static Optional<Answer> answer(CarrierAnswer answer) {
        return switch (answer) {
            case CarrierAnswer.Booked(String code) -> Optional.of(new Answer.Booked(code));
            case CarrierAnswer.Refused(String reason) -> Optional.of(new Answer.Refused(reason));
            case CarrierAnswer.Cancelled _ -> Optional.of(new Answer.Cancelled());
            case CarrierAnswer.AlreadyDispatched _ -> Optional.of(new Answer.AlreadyDispatched());
            case CarrierAnswer.Dispatched(String code) -> Optional.of(new Answer.Dispatched(code));
            case CarrierAnswer.NotYet _ -> Optional.empty();
        };
    }

    private static Destination destination(Address address) {
        return new Destination(
                address.name(), address.street(), address.postalCode(), address.city(), address.country());
    }
}
