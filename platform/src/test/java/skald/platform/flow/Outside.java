package skald.platform.flow;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import skald.payments.application.CallApproved;
import skald.payments.application.CallDeclined;
import skald.payments.domain.GatewayCall;
import skald.shipping.application.CarrierOutcome;
import skald.shipping.domain.CarrierCall;

/** A gateway and a carrier for one order: each does a call once, however often it is asked, and keeps books. */
final class Outside {

    /** What it does not do, or does not answer. */
    enum Quirk {
        DECLINES_CARD,
        DECLINES_CAPTURE,
        REFUSES_ADDRESS,
        SILENT_ON_AUTHORIZATION,
        SILENT_ON_BOOKING,
        SILENT_ON_CAPTURE,
        NEVER_COLLECTS
    }

    private static final Object NONE = new Object();

    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private final Map<String, Object> answers = new HashMap<>();
    private boolean authorized;
    private boolean voided;
    private boolean booked;
    private boolean cancelled;
    private boolean dispatched;
    private int captures;
    private long captured;
    private long refunded;

    void become(Quirk quirk) {
        quirks.add(quirk);
    }

    void becomeReasonable() {
        quirks.clear();
    }

    /** The answer; empty if there is none (yet). */
    Optional<Object> answer(String id, Object request) {
        if (!answers.containsKey(id)) {
            Object answer = switch (request) {
                case GatewayCall call -> gateway(call);
                case CarrierCall call -> carrier(call);
                default -> throw new IllegalArgumentException("nobody outside understands " + request);
            };
            if (answer == NONE) {
                return Optional.empty();
            }
            answers.put(id, answer);
        }
        return Optional.of(answers.get(id));
    }

    private Object gateway(GatewayCall call) {
        return switch (call) {
            case GatewayCall.AskAuthorization _ -> {
                if (quirks.contains(Quirk.SILENT_ON_AUTHORIZATION)) {
                    yield NONE;
                }
                boolean yes = !voided && !quirks.contains(Quirk.DECLINES_CARD);
                authorized |= yes;
                yield said(call, yes);
            }
            case GatewayCall.AskCapture capture -> {
                if (quirks.contains(Quirk.SILENT_ON_CAPTURE)) {
                    yield NONE;
                }
                boolean yes = authorized && !voided && !quirks.contains(Quirk.DECLINES_CAPTURE);
                if (yes) {
                    captures++;
                    captured += capture.amount().amount();
                }
                yield said(call, yes);
            }
            case GatewayCall.AskVoid _ -> {
                boolean yes = captured == 0;
                voided |= yes;
                yield said(call, yes);
            }
            case GatewayCall.AskRefund refund -> {
                refunded += refund.amount().amount();
                yield said(call, true);
            }
        };
    }

    private static Object said(GatewayCall call, boolean yes) {
        return yes
                ? new CallApproved(call.orderId(), call.transaction())
                : new CallDeclined(call.orderId(), call.transaction(), "the gateway refuses");
    }

    private Object carrier(CarrierCall call) {
        String id = call.orderId();
        return switch (call) {
            case CarrierCall.AskBooking _ -> {
                if (quirks.contains(Quirk.SILENT_ON_BOOKING)) {
                    yield NONE;
                }
                if (cancelled || quirks.contains(Quirk.REFUSES_ADDRESS)) {
                    yield new CarrierOutcome.BookingRefused(id, "the carrier refuses");
                }
                booked = true;
                yield new CarrierOutcome.BookingMade(id, "TRACK-1");
            }
            case CarrierCall.AskCancellation _ -> {
                cancelled |= !dispatched;
                yield dispatched ? new CarrierOutcome.CancellationRefused(id) : new CarrierOutcome.CancellationMade(id);
            }
            case CarrierCall.AskDispatch _ -> {
                if (!cancelled && quirks.contains(Quirk.NEVER_COLLECTS)) {
                    yield NONE;
                }
                dispatched |= !cancelled;
                yield cancelled
                        ? new CarrierOutcome.DispatchRefused(id)
                        : new CarrierOutcome.DispatchMade(id, "TRACK-1");
            }
        };
    }

    int captures() {
        return captures;
    }

    /** What the customer has paid in the end. */
    long kept() {
        return captured - refunded;
    }

    /** Whether money is blocked on the customer's card. */
    boolean blocks() {
        return authorized && !voided && captured == 0;
    }

    boolean dispatched() {
        return dispatched;
    }

    /** Whether a parcel waits to be collected. */
    boolean waits() {
        return booked && !dispatched && !cancelled;
    }
}
