package skald.platform.audit;

/** What must always be true. The numbers are those of the project's list of invariants, and stay. */
public enum Invariant {
    ONE_ORDER_PER_KEY(3, "one order per caller and idempotency key"),
    CAPTURED_ONCE(4, "at most one capture per order; what is kept of it is all, none, or all but the returned goods"),
    CARRIED_TO_ITS_END(5, "every order that is not at rest is carried, by a saga or by the services among themselves"),
    STATE_MATCHES_MONEY(6, "confirmed and completed orders are paid; all others cost nothing and block nothing"),
    LEDGER_MATCHES_GATEWAY(7, "the ledger of payments equals the gateway's, both ways"),
    STOCK_ADDS_UP(8, "stock on hand is what its movements say; reserved is what orders hold, and no more than on hand"),
    RESERVATION_MATCHES_ORDER(
            9,
            "stock is kept for paid orders, and none is held for an order at its end; one reservation per order and"
                    + " product"),
    SHIPPED_ONLY_IF_PAID(
            10, "goods are on their way only for orders that are paid, and booked for none that is given up"),
    VIEW_MATCHES_ORDER(14, "the read model says of every order what the orders service says"),
    TOTAL_MATCHES_CATALOGUE(
            18, "an order's total is the sum of its lines at the catalogue's prices when it was placed");

    private final int number;
    private final String text;

    Invariant(int number, String text) {
        this.number = number;
        this.text = text;
    }

    int number() {
        return number;
    }

    String text() {
        return text;
    }
}
