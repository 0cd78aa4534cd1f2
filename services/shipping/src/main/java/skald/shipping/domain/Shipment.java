package skald.shipping.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an order's shipment stands. Immutable.
 *
 * @param cancelAsked the carrier is being asked to cancel
 * @param dispatchAsked the carrier was asked to collect
 * @param trackingCode once booked
 * @param reason why the carrier refused
 */
public record Shipment(
        UUID orderId,
        Status status,
        boolean cancelAsked,
        boolean dispatchAsked,
        @Nullable String trackingCode,
        @Nullable String reason,
        @Nullable Instant bookedAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant deliveredAt) {

    /** Only forwards; CANCELLED and FAILED only before DISPATCHED. */
    public enum Status {
        PENDING,
        BOOKED,
        DISPATCHED,
        DELIVERED,
        CANCELLED,
        FAILED
    }

    static Shipment of(UUID orderId, Status status) {
        return new Shipment(orderId, status, false, false, null, null, null, null, null);
    }

    /** Whether it can still be cancelled as far as is known here; the carrier has the last word. */
    boolean isUnderWay() {
        return switch (status) {
            case PENDING, BOOKED -> true;
            case DISPATCHED, DELIVERED, CANCELLED, FAILED -> false;
        };
    }

    /** Whether the carrier has yet to decide if it is cancelled; what has left is not, whatever is still asked. */
    boolean isBeingCancelled() {
        return cancelAsked && isUnderWay();
    }

    Shipment cancelAsked(boolean asked) {
        return new Shipment(
                orderId, status, asked, dispatchAsked, trackingCode, reason, bookedAt, dispatchedAt, deliveredAt);
    }

    Shipment askDispatch() {
        return new Shipment(
                orderId, status, cancelAsked, true, trackingCode, reason, bookedAt, dispatchedAt, deliveredAt);
    }

    Shipment booked(String code, Instant now) {
        return new Shipment(
                orderId, Status.BOOKED, cancelAsked, dispatchAsked, code, null, now, dispatchedAt, deliveredAt);
    }

    Shipment failed(String why) {
        return new Shipment(
                orderId,
                Status.FAILED,
                cancelAsked,
                dispatchAsked,
                trackingCode,
                why,
                bookedAt,
                dispatchedAt,
                deliveredAt);
    }

    Shipment cancelled() {
        return new Shipment(
                orderId, Status.CANCELLED, false, dispatchAsked, trackingCode, reason, bookedAt, null, null);
    }

    Shipment dispatched(String code, Instant now) {
        return new Shipment(
                orderId,
                Status.DISPATCHED,
                cancelAsked,
                true,
                code,
                null,
                bookedAt == null ? now : bookedAt,
                now,
                null);
    }

    Shipment delivered(Instant now) {
        return new Shipment(
                orderId,
                Status.DELIVERED,
                cancelAsked,
                dispatchAsked,
                trackingCode,
                reason,
                bookedAt,
                dispatchedAt,
                now);
    }

    /** The tracking code of a shipment that was booked. */
    public String requireTrackingCode() {
        if (trackingCode == null) {
            throw new IllegalStateException("shipment " + orderId + " has no tracking code");
        }
        return trackingCode;
    }
}
