package skald.orderviews.domain;

import org.jspecify.annotations.Nullable;

/**
 * What the orders service tells of an order. Every change may be applied again without effect, and an end is never left.
 *
 * @param placement {@code null} as long as only other services have spoken of the order
 * @param settled where the order stands apart from a cancellation that is being decided
 * @param cancelling whether a cancellation is being decided
 * @param reason why the order ended as it did, or is to be cancelled
 */
public record OrderAxis(
        @Nullable Placement placement,
        Lifecycle settled,
        boolean cancelling,
        Returned returned,
        @Nullable String reason) {

    /** How much came back from the customer. */
    public enum Returned {
        NOTHING,
        PART,
        ALL
    }

    public OrderAxis {
        if (settled == Lifecycle.CANCEL_PENDING) {
            throw new IllegalArgumentException("a cancellation that is being decided is no settled state");
        }
    }

    static OrderAxis unknown() {
        return new OrderAxis(null, Lifecycle.PENDING, false, Returned.NOTHING, null);
    }

    /** The lifecycle that others see. */
    public Lifecycle lifecycle() {
        return cancelling ? Lifecycle.CANCEL_PENDING : settled;
    }

    OrderAxis placed(Placement known) {
        return placement != null ? this : new OrderAxis(known, settled, cancelling, returned, reason);
    }

    OrderAxis confirmed() {
        return settled != Lifecycle.PENDING
                ? this
                : new OrderAxis(placement, Lifecycle.CONFIRMED, cancelling, returned, reason);
    }

    OrderAxis cancellationRequested(@Nullable String why) {
        return settled.isFinal() ? this : new OrderAxis(placement, settled, true, returned, why);
    }

    OrderAxis cancellationRefused() {
        return cancelling ? new OrderAxis(placement, settled, false, returned, null) : this;
    }

    OrderAxis ended(Lifecycle end, @Nullable String why) {
        return settled.isFinal() ? this : new OrderAxis(placement, end, false, returned, why);
    }

    OrderAxis returned(boolean whole) {
        Returned more = whole || returned == Returned.ALL ? Returned.ALL : Returned.PART;
        return new OrderAxis(placement, settled, cancelling, more, reason);
    }

    /** Only the reason of a cancellation is in the customer's own words. */
    OrderAxis withoutPersonalData() {
        return cancelling || settled == Lifecycle.CANCELLED
                ? new OrderAxis(placement, settled, cancelling, returned, null)
                : this;
    }
}
