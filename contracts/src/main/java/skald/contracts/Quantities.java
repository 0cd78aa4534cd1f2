package skald.contracts;

/** The bounds of quantities, one place for all services. */
public final class Quantities {

    /** The most of one product in one order line or stock movement; sums of 1,000 lines stay far below 64 bits. */
    public static final long MOST = 1_000_000_000L;

    /** The most lines that an order has. */
    public static final int MOST_LINES = 1_000;

    private Quantities() {}
}
