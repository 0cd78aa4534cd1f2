package skald.orderviews.domain;

/** The one word for an order that people see, derived from lifecycle, payment and fulfilment. */
public enum DisplayStatus {
    PENDING,
    CONFIRMED,
    SHIPPED,
    COMPLETED,
    PARTIALLY_RETURNED,
    RETURNED,
    REFUNDED,
    CANCEL_PENDING,
    CANCELLED,
    REJECTED,
    EXPIRED;

    /** An order that ended badly is that first; otherwise what happened last in an order's usual course wins. */
    static DisplayStatus of(Lifecycle lifecycle, PaymentStatus payment, Fulfilment fulfilment) {
        return switch (lifecycle) {
            case REJECTED -> REJECTED;
            case EXPIRED -> EXPIRED;
            case CANCELLED -> CANCELLED;
            case CANCEL_PENDING -> CANCEL_PENDING;
            case PENDING, CONFIRMED, COMPLETED ->
                switch (fulfilment) {
                    case RETURNED -> RETURNED;
                    case PARTIALLY_RETURNED -> PARTIALLY_RETURNED;
                    case UNFULFILLED, PARTIALLY_FULFILLED, FULFILLED ->
                        payment == PaymentStatus.REFUNDED ? REFUNDED : underWay(lifecycle, fulfilment);
                };
        };
    }

    private static DisplayStatus underWay(Lifecycle lifecycle, Fulfilment fulfilment) {
        if (lifecycle == Lifecycle.COMPLETED) {
            return COMPLETED;
        }
        if (fulfilment == Fulfilment.FULFILLED) {
            return SHIPPED;
        }
        return lifecycle == Lifecycle.CONFIRMED ? CONFIRMED : PENDING;
    }
}
