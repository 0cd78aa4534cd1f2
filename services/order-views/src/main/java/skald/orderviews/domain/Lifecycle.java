package skald.orderviews.domain;

/** How far an order has come, as the orders service decides it. */
public enum Lifecycle {
    PENDING,
    CONFIRMED,
    COMPLETED,
    REJECTED,
    EXPIRED,
    CANCELLED,
    CANCEL_PENDING;

    /** Whether an order never leaves it. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, REJECTED, EXPIRED, CANCELLED -> true;
            case PENDING, CONFIRMED, CANCEL_PENDING -> false;
        };
    }
}
