package skald.orders.application;

/** Where an order stands that no coordinator carries: what the orders service waits to hear of next. */
public enum Stage {
    AUTHORIZE("authorize payment"),
    RESERVE("reserve stock"),
    BOOK("book shipment"),
    COMMIT("commit stock"),
    /** The goods are committed, so that the payment is being taken: the pivot. */
    CAPTURE("capture payment"),
    DISPATCH("dispatch shipment"),
    /** It is being given up, before it is paid. */
    WITHDRAW("give the order up"),
    /** It was confirmed and is being cancelled. */
    RECALL("call the order back"),
    RETURN("take goods back"),
    /** Nothing is under way. */
    REST("nothing");

    private final String awaited;

    Stage(String awaited) {
        this.awaited = awaited;
    }

    /** What is waited for, in words. */
    public String awaited() {
        return awaited;
    }

    /** Whether the order may still be given up without asking whether its payment is taken. */
    boolean isBeforePivot() {
        return compareTo(CAPTURE) < 0;
    }

    /** Whether the order is on its way to be paid. */
    boolean isBeforePayment() {
        return compareTo(CAPTURE) <= 0;
    }
}
