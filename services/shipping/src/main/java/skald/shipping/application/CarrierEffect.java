package skald.shipping.application;

import java.util.Optional;
import skald.shipping.application.Carrier.Answer;
import skald.shipping.application.Carrier.NotDoneException;
import skald.shipping.application.CarrierOutcome.BookingMade;
import skald.shipping.application.CarrierOutcome.BookingRefused;
import skald.shipping.application.CarrierOutcome.CancellationMade;
import skald.shipping.application.CarrierOutcome.CancellationRefused;
import skald.shipping.application.CarrierOutcome.DispatchMade;
import skald.shipping.application.CarrierOutcome.DispatchRefused;
import skald.shipping.domain.CarrierCall;
import skald.shipping.domain.CarrierCall.AskDispatch;
import skald.toolkit.Effect;
import skald.toolkit.Outcome;

/** Carries a recorded call to the carrier. After an unknown outcome the carrier is asked before it is called again. */
public final class CarrierEffect<C extends CarrierCall> implements Effect<C> {
    private final Carrier carrier;

    /** Calls {@code carrier}. */
    public CarrierEffect(Carrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public Outcome perform(String key, C call) throws InterruptedException {
        try {
            return new Outcome.Known(outcome(call, carrier.perform(call)));
        } catch (NotDoneException e) {
            return new Outcome.NotHappened(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Outcome ask(String key, C call) throws InterruptedException {
        Optional<Answer> known = carrier.find(key);
        return known.isPresent() ? new Outcome.Known(outcome(call, known.get())) : perform(key, call);
    }

    private static CarrierOutcome outcome(CarrierCall call, Answer answer) {
        String id = call.orderId();
        return switch (answer) {
            case Answer.Booked(String trackingCode) -> new BookingMade(id, trackingCode);
            case Answer.Refused(String reason) -> new BookingRefused(id, reason);
            case Answer.Cancelled _ -> call instanceof AskDispatch ? new DispatchRefused(id) : new CancellationMade(id);
            case Answer.AlreadyDispatched _ -> new CancellationRefused(id);
            case Answer.Dispatched(String trackingCode) -> new DispatchMade(id, trackingCode);
        };
    }
}
