package skald.orders.domain;

/** The lifecycle of an order. */
public enum OrderStatus {
    /** Being carried through payment, stock and shipping. */
    PENDING,
    /** Paid, its goods committed. */
    CONFIRMED,
    /** With the customer. */
    COMPLETED,
    /** Refused by payment, stock or carrier. */
    REJECTED,
    /** Not carried through in time. */
    EXPIRED,
    /** Cancelled by the customer. */
    CANCELLED,
    /** Locked while a cancellation is decided (a semantic lock). */
    CANCEL_PENDING;

    /** Whether nothing changes it any more. */
    public boolean isTerminal() {
        return switch (this) {
            case COMPLETED, REJECTED, EXPIRED, CANCELLED -> true;
            case PENDING, CONFIRMED, CANCEL_PENDING -> false;
        };
    }
}
